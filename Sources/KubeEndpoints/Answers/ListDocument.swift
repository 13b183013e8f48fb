import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore
import KubeYAML

/// The document of a list, which is written part by part as was agreed upon: its head, its items, a
/// slice after the other, and its tail.
struct ListDocument: Sendable {
    let head: [UInt8]
    let tail: [UInt8]
    private let encoder: ObjectEncoder
    private let coding: Coding
    /// How deep JSON that is spread over lines has come.
    private var depth = 0
    private var isFirst = true

    private enum Coding: Sendable {
        case compact, pretty
        /// The items stand below this member.
        case yaml(member: String)
        case protobuf(ProtobufListKind)
    }

    /// The document of `page`; its items together have `itemBytes` in protobuf.
    init(
        of page: ListPage, _ encoder: ObjectEncoder, _ format: ResponseFormat, itemBytes: Int = 0
    ) {
        self.encoder = encoder
        let (start, end) = (encoder.listHead(page), encoder.listTail(page))
        switch format.encoding {
        case .json where format.isPretty:
            coding = .pretty
            head = JSONIndenter.indent(start, depth: &depth)
            var depth = depth
            tail = JSONIndenter.indent(end, depth: &depth)
        case .json:
            coding = .compact
            (head, tail) = (start, end + [UInt8(ascii: "\n")])
        case .yaml:
            let member = if case .table = encoder.form { "rows" } else { "items" }
            coding = .yaml(member: member)
            (head, tail) = Self.yaml(around: member, in: start + end)
        case .protobuf:
            let kind = ProtobufListKind(of: encoder)
            coding = .protobuf(kind)
            (head, tail) = kind.frame(of: page, itemBytes: itemBytes)
        }
    }

    /// The next items.
    mutating func items(_ objects: StoredObjects) -> [UInt8] {
        if case .protobuf(let kind) = coding { return kind.items(objects, encoder) }
        var writer = JSONWriter()
        if !isFirst, case .compact = coding { writer.write(mark: ",") }
        if !isFirst, case .pretty = coding { writer.write(mark: ",") }
        isFirst = false
        if case .yaml = coding { writer.write(mark: "[") }
        encoder.writeItems(objects.slices, into: &writer)
        switch coding {
        case .compact, .protobuf: return writer.bytes
        case .pretty: return JSONIndenter.indent(writer.bytes, depth: &depth)
        case .yaml(let member):
            writer.write(mark: "]")
            let items = (try? JSONParser.parse(writer.bytes)) ?? .array([])
            let document = YAMLEncoder.encode(.object(JSONObject([(member, items)])))
            return Array(document.dropFirst(member.utf8.count + 2))
        }
    }

    /// What stands before and behind the items of a list, of which `document` has none.
    private static func yaml(
        around member: String, in document: [UInt8]
    ) -> (head: [UInt8], tail: [UInt8]) {
        let lines = YAMLEncoder.encode((try? JSONParser.parse(document)) ?? .null)
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let empty = Array("\(member): []".utf8)
        let place = lines.firstIndex { $0.elementsEqual(empty) } ?? lines.endIndex
        let before = lines[..<place] + [Array("\(member):\n".utf8)[...]]
        return (
            Array(before.joined(separator: [UInt8(ascii: "\n")])),
            Array(lines[place...].dropFirst().joined(separator: [UInt8(ascii: "\n")]))
        )
    }
}
