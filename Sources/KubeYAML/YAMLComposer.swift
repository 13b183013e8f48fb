import KubeJSON

/// Puts the documents of a YAML stream together, one after the other and without recursion.
struct YAMLComposer: ~Copyable {
    /// Whether the stream has ended.
    private(set) var isAtEnd = false

    private var reader: YAMLEventReader
    private var part = Part()
    private var open: [Collection] = []
    private var anchors = YAMLAnchors()

    /// A document of the stream.
    struct Part {
        var value: JSONValue = .null
        var duplicates: [String] = []
        /// The line in which the content begins.
        var line = 1
        /// Whether there is any content, be it null.
        var hasContent = false
    }

    /// How many repeated keys are reported, as many as other problems of a document.
    fileprivate static let duplicatesMax = 100

    /// Levels of nesting that are accepted.
    ///
    /// No kind has a field that deep, and libyaml looks at every open level for every token.
    private static let depthMax = 128

    init(_ bytes: [UInt8]) {
        reader = YAMLEventReader(bytes)
    }

    /// Reads the next document.
    mutating func compose() throws(YAMLError) -> Part {
        part = Part()
        anchors = YAMLAnchors()
        while try !step() {}
        return part
    }
}

extension YAMLComposer {
    /// A sequence or mapping whose end was not read yet.
    fileprivate struct Collection {
        var node: Node
        var elements: [JSONValue] = []
        var members: [JSONString: JSONValue] = [:]
        let isMapping: Bool
        /// The key whose value comes next.
        var key: Node?
    }

    /// A value and what is known about it.
    fileprivate struct Node {
        var value: JSONValue
        var size: YAMLAnchors.Size
        let line: Int
        var anchor: String?
        var isMergeKey = false
    }

    /// Reads one event, and says whether the document ended.
    private mutating func step() throws(YAMLError) -> Bool {
        switch try reader.next() {
        case .start: break
        case .documentEnd: return true
        case .streamEnd:
            isAtEnd = true
            return true
        case .scalar(let scalar, let anchor, let line):
            try begin(anchor)
            try add(
                Node(
                    value: scalar.value, size: .init(nodes: 1, bytes: scalar.text.utf8.count),
                    line: line, anchor: anchor, isMergeKey: scalar.isMergeKey))
        case .alias(let name, let line):
            let (value, size) = try anchors.expand(name)
            try add(Node(value: value, size: size, line: line))
        case .sequenceStart(let anchor, let line): try push(anchor, line, isMapping: false)
        case .mappingStart(let anchor, let line): try push(anchor, line, isMapping: true)
        case .end:
            guard let collection = open.popLast() else { return true }
            try add(collection.closed)
        }
        return false
    }

    private mutating func push(
        _ anchor: String?, _ line: Int, isMapping: Bool
    ) throws(YAMLError) {
        guard open.count < Self.depthMax else {
            throw YAMLError("yaml: exceeded max depth of \(Self.depthMax)")
        }
        try begin(anchor)
        let node = Node(
            value: .null, size: .init(nodes: 1, bytes: 0), line: line, anchor: anchor)
        open.append(Collection(node: node, isMapping: isMapping))
    }

    private mutating func begin(_ anchor: String?) throws(YAMLError) {
        try anchors.count(nodes: 1)
        if let anchor { anchors.begin(anchor) }
    }

    /// Puts a finished node where it belongs.
    private mutating func add(_ node: Node) throws(YAMLError) {
        if let anchor = node.anchor { anchors.define(anchor, node.value, node.size) }
        guard !open.isEmpty else {
            part.value = node.value
            part.line = node.line
            part.hasContent = true
            return
        }
        let last = open.count - 1
        open[last].node.size += node.size
        if !open[last].isMapping {
            open[last].elements.append(node.value)
        } else if let key = open[last].key {
            open[last].key = nil
            try open[last].set(key, to: node, noting: &part.duplicates)
        } else {
            open[last].key = node
        }
    }
}

// MARK: - Mappings

extension YAMLComposer.Collection {
    fileprivate var closed: YAMLComposer.Node {
        var node = node
        if isMapping {
            let sorted = members.sorted { $0.key < $1.key }
            node.value = .object(JSONObject(sorted.map { ($0.key.text, $0.value) }))
        } else {
            node.value = .array(elements)
        }
        return node
    }

    fileprivate mutating func set(
        _ key: YAMLComposer.Node, to node: YAMLComposer.Node, noting duplicates: inout [String]
    ) throws(YAMLError) {
        if key.isMergeKey { return try merge(node.value) }
        let (name, printed) = try Self.name(key.value)
        if members.updateValue(node.value, forKey: JSONString(name)) != nil,
            duplicates.count < YAMLComposer.duplicatesMax
        {
            duplicates.append("line \(node.line): key \(printed) already set in map")
        }
    }

    /// The text of a key, and how Go prints the key.
    private static func name(
        _ key: JSONValue
    ) throws(YAMLError) -> (text: String, printed: String) {
        switch key {
        case .string(let string): return (string.text, GoQuote.quote(string.text))
        case .number(let number): return (number.literal, number.literal)
        case .bool(let isTrue): return ("\(isTrue)", "\(isTrue)")
        default: throw YAMLError("yaml: invalid map key: \(JSONWriter.text(key))")
        }
    }

    /// Takes over the members of a mapping, or of several, of which the first ones win.
    private mutating func merge(_ value: JSONValue) throws(YAMLError) {
        for mapping in (value.array ?? [value]).reversed() {
            guard let object = mapping.object else {
                throw YAMLError(
                    "yaml: map merge requires map or sequence of maps as the value")
            }
            for member in object { members[JSONString(member.key)] = member.value }
        }
    }
}
