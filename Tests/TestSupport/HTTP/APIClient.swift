import Foundation
import KubeHTTP1
package import KubeJSON

/// A client as a test would write it: JSON in, JSON out, and a connection for every request, so that
/// none is idle while the test has to wait for its turn.
package struct APIClient: Sendable {
    /// Where the server is, or one of its clusters.
    package let url: String

    /// The path of the leases of the namespace `default`.
    package static let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    /// A client of the server at `url`.
    package init(url: String) {
        self.url = url
    }

    /// The document at `path`.
    package func get(_ path: String) async throws -> JSONValue {
        try await send("GET", path)
    }

    /// What comes of sending `body` to `path`.
    @discardableResult
    package func post(_ path: String, _ body: JSONValue) async throws -> JSONValue {
        try await send("POST", path, body)
    }

    /// All events of the watch at `path`, which must end.
    package func events(_ path: String) async throws -> [JSONValue] {
        try await exchange("GET", path).split(separator: UInt8(ascii: "\n"))
            .map { try JSONParser.parse(Array($0)) }
    }

    /// The document that the answer to any request is.
    @discardableResult
    package func send(
        _ method: String, _ path: String, _ body: JSONValue? = nil
    ) async throws -> JSONValue {
        try JSONParser.parse(try await exchange(method, path, body))
    }

    /// The body of the answer to a request.
    private func exchange(
        _ method: String, _ path: String, _ body: JSONValue? = nil
    ) async throws -> [UInt8] {
        let basePath = URLComponents(string: url)?.percentEncodedPath ?? ""
        let request = try HTTPRequest(
            method, basePath + path, body.map { JSONWriter.encode($0) } ?? [],
            fields: ["Content-Type": "application/json"])
        return try await onThread { try HTTPClient(url: url).send(request).body }
    }
}

extension APIClient {
    /// Creates a lease that `holder` has for 15 seconds, renewed at `renewTime`.
    package func createLease(_ name: String, holder: String, renewTime: String) async throws {
        try await post(
            Self.leases,
            [
                "metadata": ["name": .string(name)],
                "spec": [
                    "holderIdentity": .string(holder), "leaseDurationSeconds": 15,
                    "renewTime": .string(renewTime),
                ],
            ])
    }

    /// The `spec` of a lease of the namespace `default`.
    package func lease(_ name: String) async throws -> JSONValue {
        guard let spec = try await get("\(Self.leases)/\(name)")["spec"] else {
            throw ClientError.malformedAnswer("no lease \(name)")
        }
        return spec
    }
}
