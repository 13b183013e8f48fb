/// The path of a route below `/fake/`, whose segments are literal or, in braces, stand for any text.
struct ControlPath: Sendable {
    /// The path as it is told, such as `/fake/leases/{namespace}/{lease}/expire`.
    let template: String

    private let segments: [Segment]

    private enum Segment: Sendable {
        case literal(String)
        case placeholder(String)
    }

    /// The path that `template`, which begins with `/fake/`, spells.
    init(_ template: String) {
        precondition(template.hasPrefix(Self.root), "the control API lies below \(Self.root)")
        self.template = template
        segments = template.dropFirst(Self.root.count).split(separator: "/").map { segment in
            segment.first == "{"
                ? .placeholder(String(segment.dropFirst().dropLast())) : .literal(String(segment))
        }
    }

    /// Where the control API begins.
    static let root = "/fake/"

    /// What stands for the placeholders in `path`, the segments below `/fake/`; nil when it is
    /// another path.
    func values(in path: ArraySlice<String>) -> [String: String]? {
        guard path.count == segments.count else { return nil }
        var values: [String: String] = [:]
        for (segment, text) in zip(segments, path) {
            switch segment {
            case .literal(text): continue
            case .placeholder(let name) where !text.isEmpty: values[name] = text
            case .literal, .placeholder: return nil
            }
        }
        return values
    }
}
