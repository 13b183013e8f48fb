import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A client as a test would write it: JSON in, JSON out.
struct APIClient {
    let url: String

    static let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    /// The document at `path`.
    func get(_ path: String) async throws -> [String: Any] {
        try await send("GET", path, nil)
    }

    /// What comes of sending `body` to `path`.
    @discardableResult
    func post(_ path: String, _ body: [String: Any]) async throws -> [String: Any] {
        try await send("POST", path, body)
    }

    /// Creates a lease that `holder` has for 15 seconds, renewed at `renewTime`.
    func createLease(_ name: String, holder: String, renewTime: String) async throws {
        try await post(
            Self.leases,
            [
                "metadata": ["name": name],
                "spec": [
                    "holderIdentity": holder, "leaseDurationSeconds": 15, "renewTime": renewTime,
                ],
            ])
    }

    /// The `spec` of a lease.
    func lease(_ name: String) async throws -> [String: Any] {
        try #require(try await get("\(Self.leases)/\(name)")["spec"] as? [String: Any])
    }

    private func send(
        _ method: String, _ path: String, _ body: [String: Any]?
    ) async throws -> [String: Any] {
        var request = URLRequest(url: try #require(URL(string: url + path)))
        request.httpMethod = method
        if let body {
            request.httpBody = try JSONSerialization.data(withJSONObject: body)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        let (data, _) = try await URLSession.shared.data(for: request)
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
}
