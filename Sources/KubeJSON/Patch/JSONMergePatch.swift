/// A partial document that is laid over another (RFC 7386).
package struct JSONMergePatch: Sendable {
    /// Members of the patch that come twice, in the words of warnings.
    package let problems: [String]

    private let members: JSONObject

    /// The patch that `body` spells.
    ///
    /// Upstream has other words for a body that is no object when field validation is off
    /// (`isLenient`).
    package init(decoding body: JSONValue, isLenient: Bool) throws(PatchDecodingError) {
        guard let members = body.object else {
            if isLenient || body == .null {
                throw PatchDecodingError(message: "Invalid JSON Patch")
            }
            throw .type(of: body, goType: "map[string]interface {}")
        }
        self.members = members
        var fields = FieldProblems()
        if !isLenient { fields.visit(members) }
        problems = fields.problems
    }

    /// The patch's own members.
    package init(_ members: JSONObject) {
        self.members = members
        problems = []
    }

    /// `document` with the patch laid over it; objects that the patch reaches have sorted keys.
    package func apply(to document: JSONObject) -> JSONObject {
        Self.merge(members, into: document)
    }

    private static func merge(_ patch: JSONObject, into target: JSONObject) -> JSONObject {
        var merged = target
        // All that goes does so at once.
        var gone: Set<JSONString> = []
        for member in patch {
            switch member.value {
            case .null: gone.insert(JSONString(member.key))
            case .object(let nested):
                merged[member.key] = .object(
                    merge(nested, into: merged[member.key]?.object ?? JSONObject()))
            default: merged[member.key] = member.value
            }
        }
        if !gone.isEmpty { merged.removeAll { gone.contains(JSONString($0.key)) } }
        return merged.sortedByKey
    }
}
