/// The path of a route below `/fake/`, whose segments are literal or, in braces, stand for any text.
struct ControlPath: Sendable {
    /// The path as it is told, such as `/fake/leases/{namespace}/{lease}/expire`.
    let template: String

    /// A path that it stands for, such as `/fake/leases/default/app/expire`.
    let example: String

    private let segments: [Segment]

    private enum Segment: Sendable {
        case literal(String)
        case placeholder(String)
    }

    /// The path that `template`, which begins with `/fake/`, spells; `examples` have something that may
    /// stand for a placeholder, where that is not what it usually is.
    init(_ template: String, like examples: [String: String] = [:]) {
        precondition(template.hasPrefix(Self.root), "the control API lies below \(Self.root)")
        self.template = template
        let segments = template.dropFirst(Self.root.count).split(separator: "/").map { segment in
            segment.first == "{"
                ? Segment.placeholder(String(segment.dropFirst().dropLast()))
                : .literal(String(segment))
        }
        self.segments = segments
        example =
            Self.root
            + segments.map { segment in
                switch segment {
                case .literal(let text): text
                case .placeholder(let name): examples[name] ?? Self.usualExamples[name] ?? "a"
                }
            }.joined(separator: "/")
    }

    /// Where the control API begins.
    static let root = "/fake/"

    private static let usualExamples = ["namespace": "default", "lease": "app", "id": "1"]

    /// The names of the placeholders, in order.
    var placeholders: [String] {
        segments.compactMap { segment in
            guard case .placeholder(let name) = segment else { return nil }
            return name
        }
    }

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
