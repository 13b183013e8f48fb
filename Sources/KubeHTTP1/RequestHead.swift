/// All that stands before the body of a request.
///
/// A class, since a connection remembers its last one: a client that asks the same again and again, as
/// those who elect a leader do, sends the same head each time, and then it is not read again.
final class RequestHead: Sendable {
    let line: RequestLine
    let fields: HTTPFields
    let framing: BodyFraming
    /// Whether the client waits for `100 Continue` before it sends the body.
    let awaitsContinue: Bool
    /// The head as it came.
    let bytes: [UInt8]

    /// The longest one that a connection remembers: an idle one holds it.
    private static let rememberedBytesMax = 1024

    /// The head that was read as `line` and `fields` from `bytes`.
    init(
        _ line: RequestLine, _ fields: HTTPFields, from bytes: ArraySlice<UInt8>
    ) throws(HTTPRefusal) {
        try fields.checkHost(version: line.version)
        self.line = line
        self.fields = fields
        framing = try BodyFraming(of: fields, version: line.version)
        awaitsContinue =
            line.version == .http11 && fields.list(of: "Expect", contains: "100-continue")
        self.bytes = Array(bytes)
    }

    /// Whether a connection remembers it.
    var isShort: Bool { bytes.count <= Self.rememberedBytesMax }
}
