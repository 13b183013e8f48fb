import KubeJSON

/// The named values of a YAML document, and the limits on repeating them: a few lines of aliases of
/// aliases could otherwise stand for billions of values.
struct YAMLAnchors {
    /// How large a value is once everything in it is spelled out.
    struct Size {
        var nodes: Int
        var bytes: Int

        static func += (left: inout Size, right: Size) {
            left.nodes += right.nodes
            left.bytes += right.bytes
        }
    }

    /// How many bytes of text aliases may repeat.
    private static let repeatedBytesMax = 16 * 1024 * 1024

    private var values: [JSONString: (value: JSONValue, size: Size)] = [:]
    private var unfinished: Set<JSONString> = []
    private var nodes = 0
    private var repeated = Size(nodes: 0, bytes: 0)

    /// A value named `name` begins, which hides an earlier one of that name.
    mutating func begin(_ name: String) {
        values[JSONString(name)] = nil
        unfinished.insert(JSONString(name))
    }

    /// The value named `name` is complete.
    mutating func define(_ name: String, _ value: JSONValue, _ size: Size) {
        unfinished.remove(JSONString(name))
        values[JSONString(name)] = (value, size)
    }

    /// The value that an alias stands for, and its size.
    mutating func expand(_ name: String) throws(YAMLError) -> (JSONValue, Size) {
        guard let (value, size) = values[JSONString(name)] else {
            throw unfinished.contains(JSONString(name))
                ? YAMLError("yaml: anchor '\(name)' value contains itself")
                : YAMLError("yaml: unknown anchor '\(name)' referenced")
        }
        repeated += size
        try count(nodes: size.nodes + 1)
        return (value, size)
    }

    /// Notes that the document has more nodes, and checks that not too many are repetitions.
    mutating func count(nodes more: Int) throws(YAMLError) {
        nodes += more
        let isExcessive =
            repeated.nodes > 100 && nodes > 1000
            && Double(repeated.nodes) / Double(nodes) > allowedShare
        guard !isExcessive, repeated.bytes <= Self.repeatedBytesMax else {
            throw YAMLError("yaml: document contains excessive aliasing")
        }
    }

    /// The share of nodes that aliases may repeat, as upstream's library has it: 99 % of a document
    /// of up to 400,000 nodes, falling evenly to 10 % of one with four million.
    private var allowedShare: Double {
        let excess = Double(nodes - 400_000) / 3_600_000
        return 0.99 - 0.89 * min(max(excess, 0), 1)
    }
}
