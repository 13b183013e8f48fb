/// What comes before the body of a response.
package struct ResponseHead: Hashable, Sendable {
    package let status: Int
    package let fields: HTTPFields
}

/// A response that is none, or that ends too early.
package struct MalformedResponse: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with it.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension ResponseHead {
    /// Reads the lines of a head, without the empty one behind them.
    init(_ text: ArraySlice<UInt8>) throws(MalformedResponse) {
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\r\n")
        let words = (lines.first ?? "").split(separator: " ")
        guard words.count > 1, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            throw MalformedResponse("the response begins with \"\(lines.first ?? "")\"")
        }
        var fields = HTTPFields()
        for line in lines.dropFirst() {
            guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else {
                throw MalformedResponse("the response has a field \"\(line)\"")
            }
            let value = Array(line[line.index(after: colon)...].utf8).trimmingBlanks()
            fields.append(String(decoding: value, as: UTF8.self), as: String(line[..<colon]))
        }
        self.init(status: status, fields: fields)
    }

    /// Whether the connection may be used again (RFC 9112, 9.3).
    var keepsConnection: Bool { !fields.list(of: "Connection", contains: "close") }
}
