/// Collects unknown and duplicate members of free-form JSON, in the order of the document and in
/// upstream's words.
package struct FieldProblems {
    /// How many problems one document can have; upstream stops counting there.
    private static let problemsMax = 100

    package private(set) var problems: [String] = []

    package init() {}

    /// Notes the duplicate members anywhere below `object`.
    package mutating func visit(_ object: JSONObject) {
        visit(object, path: "") { _ in true }
    }

    /// Notes the duplicate members below `object`, and its own members that `isKnown` rejects.
    mutating func visit(_ object: JSONObject, path: String, isKnown: (String) -> Bool) {
        var duplicates = object.duplicates[...]
        for (index, member) in object.enumerated() {
            guard problems.count < Self.problemsMax else { return }
            noteDuplicates(before: index, of: &duplicates, path: path, isKnown: isKnown)
            let path = Self.join(path, member.key)
            guard isKnown(member.key) else {
                note("unknown", path)
                continue
            }
            visit(member.value, path: path)
        }
        noteDuplicates(before: object.count, of: &duplicates, path: path, isKnown: isKnown)
    }

    private mutating func visit(_ value: JSONValue, path: String) {
        switch value {
        case .object(let object): visit(object, path: path) { _ in true }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                // Scalars have no members, and spelling their paths would take most of the time.
                switch element {
                case .object, .array: visit(element, path: "\(path)[\(index)]")
                default: break
                }
            }
        default: break
        }
    }

    private mutating func noteDuplicates(
        before index: Int, of duplicates: inout ArraySlice<JSONObject.Duplicate>,
        path: String, isKnown: (String) -> Bool
    ) {
        while let first = duplicates.first, first.position <= index {
            duplicates.removeFirst()
            if isKnown(first.key) { note("duplicate", Self.join(path, first.key)) }
        }
    }

    private mutating func note(_ problem: String, _ path: String) {
        let text = "\(problem) field \"\(path)\""
        guard problems.count < Self.problemsMax, !problems.contains(text) else { return }
        problems.append(text)
    }

    private static func join(_ path: String, _ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }
}
