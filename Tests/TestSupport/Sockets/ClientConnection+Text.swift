import Foundation

/// Requests and answers as text, for tests of what goes over the wire.
extension ClientConnection {
    /// Sends all of `text`, or as much as the server takes.
    package func send(_ text: String) { send(text.utf8) }

    /// Sends a request without a body.
    package func get(_ path: String, fields: String = "") {
        send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n")
    }

    /// What arrives until `suffix` has arrived, or nothing more does.
    package func receive(until suffix: String) -> String {
        var text = ""
        while !text.hasSuffix(suffix), let chunk = chunk(max: 1) {
            text += String(decoding: chunk, as: UTF8.self)
        }
        return text
    }

    /// The status and the body of the next answer, which says how long it is.
    package func receiveAnswer() -> String {
        let head = receive(until: "\r\n\r\n")
        let field = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
        let length = field.flatMap { Int($0.dropFirst(16)) } ?? 0
        var body: [UInt8] = []
        while body.count < length, let chunk = chunk(max: length - body.count) { body += chunk }
        return "\(head.dropFirst(9).prefix(3)) \(String(decoding: body, as: UTF8.self))"
    }

    /// How many bytes arrive until `count` have arrived, or nothing more does.
    package func receiveCount(atMost count: Int) -> Int {
        var received = 0
        while received < count, let chunk = chunk(max: min(65_536, count - received)) {
            received += chunk.count
        }
        return received
    }

    /// Everything until the connection ends; nil when it does not.
    package func receiveAll() -> String? {
        var bytes: [UInt8] = []
        while true {
            switch Result(catching: { try receive() }) {
            case .success(.bytes(let chunk)): bytes += chunk
            case .success(.silence): return nil
            case .success(.end), .failure: return String(decoding: bytes, as: UTF8.self)
            }
        }
    }

    private func chunk(max: Int) -> [UInt8]? {
        guard case .bytes(let bytes)? = try? receive(max: max) else { return nil }
        return bytes
    }
}
