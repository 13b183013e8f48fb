/// The place in a document where a decoder stands.
struct FieldPath {
    private enum Step {
        case name(String)
        case index(Int)
    }

    private var steps: [Step] = []

    /// Goes into the field `name`.
    mutating func push(_ name: String) {
        steps.append(.name(name))
    }

    /// Goes into the element at `index`.
    mutating func push(index: Int) {
        steps.append(.index(index))
    }

    /// Goes back to where the last push came from.
    mutating func pop() {
        steps.removeLast()
    }

    /// The path of the member `name` of this place: `metadata.ownerReferences[0].foo`.
    func child(_ name: String) -> String {
        var text = ""
        for step in steps {
            switch step {
            case .name(let name): text += (text.isEmpty ? "" : ".") + name
            case .index(let index): text += "[\(index)]"
            }
        }
        return text.isEmpty ? name : "\(text).\(name)"
    }

    /// The path as Go's type errors print it, without indexes.
    var goPath: String {
        steps.compactMap { step in
            if case .name(let name) = step { name } else { nil }
        }.joined(separator: ".")
    }
}
