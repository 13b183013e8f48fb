import KubeJSON

extension JSONValue {
    /// The operations of a document, each with its path and its method.
    var operations: [(path: String, method: String, operation: JSONValue)] {
        (self["paths"]?.object ?? JSONObject()).flatMap { path in
            (path.value.object ?? JSONObject()).filter { $0.key != "parameters" }.map {
                (path.key, $0.key, $0.value)
            }
        }
    }

    /// The definitions of a document.
    var definitions: JSONObject {
        self["definitions"]?.object ?? self[path: "components", "schemas"]?.object ?? JSONObject()
    }

    /// Everything that `$ref` says anywhere in the value.
    var references: [String] {
        switch self {
        case .object(let object):
            object.flatMap { member in
                member.key == "$ref"
                    ? [member.value.string ?? ""] : member.value.references
            }
        case .array(let elements): elements.flatMap(\.references)
        case .null, .bool, .number, .string: []
        }
    }
}
