import KubeJSON

extension JSONObject {
    /// The object with `members`, given as a literal so that it reads as it does on the wire.
    init(members: KeyValuePairs<String, JSONValue>) {
        self.init(members.map { ($0.key, $0.value) })
    }
}
