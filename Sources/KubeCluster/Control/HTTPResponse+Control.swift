import KubeAPI
import KubeHTTP1
import KubeJSON

/// The answers of the control API: JSON that is spread over lines, since people read it too.
extension HTTPResponse {
    /// The answer with a document.
    init(control document: JSONValue, status: Int = 200) {
        self.init(
            status: status,
            fields: ["Content-Type": "application/json", "Cache-Control": "no-store"],
            body: JSONIndenter.indent(JSONWriter.encode(document)) + [UInt8(ascii: "\n")])
    }

    /// The answer with a text.
    init(control text: String) {
        self.init(
            status: 200,
            fields: ["Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"],
            body: Array(text.utf8))
    }

    /// The answer with bytes of some other type.
    init(control bytes: [UInt8], as mediaType: ControlMediaType) {
        self.init(
            status: 200,
            fields: ["Content-Type": mediaType.rawValue, "Cache-Control": "no-store"],
            body: bytes)
    }

    /// The answer with what went wrong.
    init(control error: StatusError) {
        self.init(control: .object(error.json), status: error.code)
    }
}
