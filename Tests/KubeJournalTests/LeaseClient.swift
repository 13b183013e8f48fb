import Foundation
import KubeHTTP1
import KubeTestSupport

/// A client that writes leases over one connection.
struct LeaseClient {
    private let client: HTTPClient

    struct Answer {
        var status: Int
        var body: String

        /// The number behind a name such as `"leaseTransitions":`, with or without quotes.
        func number(_ name: String) -> Int? {
            guard let place = body.range(of: "\"\(name)\":") else { return nil }
            return Int(body[place.upperBound...].drop { !$0.isNumber }.prefix { $0.isNumber })
        }
    }

    init(url: String) throws {
        client = try HTTPClient(url: url)
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
        try send(method, APIClient.leases + path, body)
    }

    private func send(_ method: String, _ path: String, _ body: String) throws -> Answer {
        let answer = try client.send(
            try HTTPRequest(
                method, path, Array(body.utf8), fields: ["Content-Type": "application/json"]))
        return Answer(status: answer.status, body: String(decoding: answer.body, as: UTF8.self))
    }
}
