/// Collects unknown and duplicate members of free-form JSON, in the order of the document and in
/// upstream's words.
package struct FieldProblems {
    /// How many problems one document can have; upstream stops counting there.
    private static let problemsMax = 100

    /// Bytes of text after which no other problem is noted: each can have a very long path.
    private static let textBytesMax = 1 << 20

    package private(set) var problems: [String] = []

    private var textBytes = 0
    private var path: [Step] = []

    private enum Step {
        case key(String)
        case index(Int)
    }

    package init() {}

    /// Notes the duplicate members anywhere below `object`.
    package mutating func visit(_ object: JSONObject) {
        visit(object) { _ in true }
    }

    /// Notes the duplicate members below `object`, the element of a list at `index`, and its own
    /// members that `isKnown` rejects.
    mutating func visit(_ object: JSONObject, at index: Int, isKnown: (String) -> Bool) {
        path.append(.index(index))
        visit(object, isKnown: isKnown)
        path.removeLast()
    }

    private var isFull: Bool {
        problems.count >= Self.problemsMax || textBytes >= Self.textBytesMax
    }
}

// MARK: - Walking

extension FieldProblems {
    private mutating func visit(_ object: JSONObject, isKnown: (String) -> Bool) {
        var duplicates = object.duplicates[...]
        for (index, member) in object.enumerated() {
            guard !isFull else { return }
            noteDuplicates(before: index, of: &duplicates, isKnown: isKnown)
            guard isKnown(member.key) else {
                note("unknown", member.key)
                continue
            }
            path.append(.key(member.key))
            visit(member.value)
            path.removeLast()
        }
        noteDuplicates(before: object.count, of: &duplicates, isKnown: isKnown)
    }

    private mutating func visit(_ value: JSONValue) {
        switch value {
        case .object(let object): visit(object) { _ in true }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                path.append(.index(index))
                visit(element)
                path.removeLast()
            }
        default: break
        }
    }

    private mutating func noteDuplicates(
        before index: Int, of duplicates: inout ArraySlice<JSONObject.Duplicate>,
        isKnown: (String) -> Bool
    ) {
        while !isFull, let first = duplicates.first, first.position <= index {
            duplicates.removeFirst()
            if isKnown(first.key) { note("duplicate", first.key) }
        }
    }
}

// MARK: - Noting

extension FieldProblems {
    private mutating func note(_ problem: String, _ key: String) {
        let text = "\(problem) field \"\(pathText(of: key))\""
        guard !isFull, !problems.contains(text) else { return }
        textBytes += text.utf8.count
        problems.append(text)
    }

    /// The path of the member `key` of the present place: `[0].value.key`.
    private func pathText(of key: String) -> String {
        var text = ""
        for step in path + [.key(key)] {
            switch step {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
        return text
    }
}
