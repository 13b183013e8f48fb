import KubeJSON

/// Something that can be asked for at a path, as whoever wants to try it says it.
struct ControlExample: Hashable, Sendable {
    /// What stands behind the path, without a question mark; empty for nothing.
    private(set) var query = ""

    /// The body, in JSON; empty for none.
    private(set) var body = ""

    /// Nothing is said.
    static let plain = ControlExample()

    /// A query.
    static func query(_ query: String) -> ControlExample { ControlExample(query: query) }

    /// A body.
    static func body(_ body: String) -> ControlExample { ControlExample(body: body) }
}

extension ControlExample {
    /// The command that asks for it at `url`.
    func command(_ method: ControlMethod, _ url: String) -> String {
        let impliedMethod: ControlMethod = body.isEmpty ? .get : .post
        let address = query.isEmpty ? url : "\(url)?\(query)"
        return "curl" + (method == impliedMethod ? "" : " -X \(method.rawValue)")
            + " \(Self.word(address))" + (body.isEmpty ? "" : " -d \(Self.word(body))")
    }

    /// A word as a shell reads it.
    private static func word(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ":"):
                true
            default: false
            }
        }
        let pieces = text.split(separator: "'", omittingEmptySubsequences: false)
        return isPlain ? text : "'\(pieces.joined(separator: #"'\''"#))'"
    }
}
