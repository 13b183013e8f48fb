package import KubeJSON

extension ObjectSchema {
    /// Gives the field `name` of the canonical `object` a value, or takes it away when that is nil; the
    /// object stays canonical.
    ///
    /// The value must not be one that an encoded object leaves out.
    package func set(_ name: String, to value: JSONValue?, in object: inout JSONObject) {
        guard let value, object.position(of: name) == nil, let field = position(of: name) else {
            object[name] = value
            return
        }
        var place = 0
        for position in 0..<field
        where place < object.count && object[place].key.hasSameBytes(as: fields[position].name) {
            place += 1
        }
        object.insert(name, value, at: place)
    }
}
