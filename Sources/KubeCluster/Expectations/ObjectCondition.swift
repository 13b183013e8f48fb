import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore

/// That an object exists, or that it does not.
struct ObjectCondition: ConditionPart {
    let key: ObjectKey
    let exists: Bool

    /// That an object of `resource` exists, or does not.
    init(_ resource: String, _ namespace: String, _ name: String, exists: Bool) {
        let isNamespaced = Resource.all.first { $0.name == resource }?.isNamespaced ?? true
        key = ObjectKey(
            resource: resource, namespace: isNamespaced ? namespace : "", name: name)
        self.exists = exists
    }

    func subjects(turning holds: Bool) -> [ConditionSubject] { [.object(key)] }

    func check(in cluster: Cluster) throws(StatusError) { try check { $0 } }

    /// Throws 400 when there is no such resource, with what `complaint` makes of the reason.
    private func check(as complaint: (String) -> String) throws(StatusError) {
        guard !Resource.all.contains(where: { $0.name == key.resource }) else { return }
        let known = Resource.all.map(\.name).sorted().joined(separator: ", ")
        throw .badRequest(
            complaint("there are no \(GoQuote.quote(key.resource)): there are \(known)"))
    }

    func holds(in cluster: Cluster, at moment: ConditionMoment) -> Bool {
        (moment.object(key, in: cluster) != nil) == exists
    }

    func account(in cluster: Cluster, at moment: ConditionMoment) -> ConditionAccount {
        let stored = moment.object(key, in: cluster)
        let place = "\(key.resource)/\(key.path)"
        return ConditionAccount(
            holds: (stored != nil) == exists,
            text: stored.map { "\(place) exists (version \($0.revision))" }
                ?? "\(place) does not exist",
            version: stored?.revision)
    }

    init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(value, at: place, known: ["object", "exists"])
        let exists = try document.bool("exists") ?? true
        let parts = (document["object"]?.string ?? "").split(
            separator: "/", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else {
            throw document.refusal(
                of: "object", "a resource and an object such as \"leasecandidates/default/a\"")
        }
        self.init(
            String(parts[0]), parts.count == 3 ? String(parts[1]) : "",
            String(parts[parts.count - 1]), exists: exists)
        try check { "\(ControlObject.subject(document.path("object"))) is wrong: \($0)" }
    }

    var json: JSONValue {
        ["object": .string("\(key.resource)/\(key.path)"), "exists": .bool(exists)]
    }
}
