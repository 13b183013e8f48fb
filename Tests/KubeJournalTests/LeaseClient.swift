import Foundation

/// A client that writes leases over one connection; every wait ends after a minute.
final class LeaseClient {
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    /// The server is not there, or went away before it answered.
    struct NoAnswer: Error {}

    struct Answer {
        var status: Int
        var body: String

        /// The number behind a name such as `"leaseTransitions":`, with or without quotes.
        func number(_ name: String) -> Int? {
            guard let place = body.range(of: "\"\(name)\":") else { return nil }
            return Int(body[place.upperBound...].drop { !$0.isNumber }.prefix { $0.isNumber })
        }
    }

    init(to url: URL) throws {
        descriptor = socket(AF_INET, streamType, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(url.port ?? 0).bigEndian
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw NoAnswer() }
        var timeout = timeval(tv_sec: 60, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, size)
    }

    deinit {
        close(descriptor)
    }

    /// Creates the lease `name`, whose state says `number` twice.
    func create(_ name: String, _ number: Int) throws -> Answer {
        try ask("POST", "", Self.lease(name, number, resourceVersion: nil))
    }

    /// Replaces the state of a lease.
    func update(_ name: String, _ number: Int, resourceVersion: Int) throws -> Answer {
        try ask("PUT", "/\(name)", Self.lease(name, number, resourceVersion: resourceVersion))
    }

    func delete(_ name: String) throws -> Answer { try ask("DELETE", "/\(name)") }

    func get(_ name: String) throws -> Answer { try ask("GET", "/\(name)") }

    /// The names of all leases.
    func names() throws -> Set<String> {
        let list = try ask("GET", "?limit=100000").body
        return Set(
            list.components(separatedBy: #"{"name":""#).dropFirst().map { rest in
                String(rest.prefix { $0 != "\"" })
            })
    }

    /// What the server has counted.
    func metrics() throws -> String { try send("GET", "/metrics", "").body }

    private static func lease(_ name: String, _ number: Int, resourceVersion: Int?) -> String {
        let version = resourceVersion.map { #","resourceVersion":"\#($0)""# } ?? ""
        return #"{"metadata":{"name":"\#(name)"\#(version)},"#
            + #""spec":{"holderIdentity":"\#(number)","leaseTransitions":\#(number)}}"#
    }

    private func ask(_ method: String, _ path: String, _ body: String = "") throws -> Answer {
        try send(method, "/apis/coordination.k8s.io/v1/namespaces/default/leases\(path)", body)
    }

    private func send(_ method: String, _ target: String, _ body: String) throws -> Answer {
        let request =
            "\(method) \(target) HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        let sent = Array(request.utf8).withUnsafeBytes {
            Foundation.send(descriptor, $0.baseAddress, $0.count, noSignal)
        }
        guard sent == request.utf8.count else { throw NoAnswer() }
        return try receive()
    }

    private func receive() throws -> Answer {
        var text = ""
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            // A signal, such as that of a program that ended, interrupts a wait that has an end.
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw NoAnswer() }
            text += String(decoding: buffer[..<count], as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n"),
                let field = text.range(of: "Content-Length: "),
                let length = Int(text[field.upperBound...].prefix { $0.isNumber }),
                text[end.upperBound...].utf8.count >= length
            else { continue }
            let status = text.split(separator: " ", maxSplits: 2).dropFirst().first
            return Answer(
                status: status.flatMap { Int($0) } ?? 0, body: String(text[end.upperBound...]))
        }
    }
}

#if canImport(Darwin)
    private let streamType = SOCK_STREAM
    private let noSignal: Int32 = 0
#else
    private let streamType = Int32(SOCK_STREAM.rawValue)
    private let noSignal = Int32(MSG_NOSIGNAL)
#endif
