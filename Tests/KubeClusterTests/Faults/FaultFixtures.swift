import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

/// The requests of tests of rules, as the client `a` unless another is named.
extension HandlerPlay {
    /// The path of the leases for a client.
    static func leases(_ client: String = "a") -> String { "/as/\(client)\(APIClient.leases)" }

    static func lease(_ name: String, holder: String, version: String? = nil) -> String {
        let version = version.map { #","resourceVersion":"\#($0)""# } ?? ""
        return
            #"{"metadata":{"name":"\#(name)"\#(version)},"spec":{"holderIdentity":"\#(holder)"}}"#
    }

    /// Creates a lease as the client `a`; returns the number of the request.
    @discardableResult
    func create(_ name: String, holder: String = "a", as client: String = "a") throws -> Int {
        try send("POST", Self.leases(client), Self.lease(name, holder: holder))
    }

    /// Gives a lease another holder by a merge patch; returns the number of the request.
    @discardableResult
    func patch(
        _ name: String, holder: String, as client: String = "a", nth: UInt64 = 1
    ) throws -> Int {
        try send(
            "PATCH", "\(Self.leases(client))/\(name)",
            #"{"spec":{"holderIdentity":"\#(holder)"}}"#,
            fields: ["Content-Type": "application/merge-patch+json"], nth: nth)
    }

    /// Replaces a lease at a version; returns the number of the request.
    @discardableResult
    func put(
        _ name: String, holder: String, version: String, as client: String = "a"
    ) throws -> Int {
        try send(
            "PUT", "\(Self.leases(client))/\(name)",
            Self.lease(name, holder: holder, version: version))
    }

    /// Reads a lease; returns the number of the request.
    func get(_ name: String, as client: String = "a", nth: UInt64 = 1) throws -> Int {
        try send("GET", "\(Self.leases(client))/\(name)", nth: nth)
    }

    /// The version of a lease.
    func version(_ name: String) throws -> String {
        let lease = try JSONParser.parse(try ask("GET", "\(APIClient.leases)/\(name)").body)
        return try #require(lease[path: "metadata", "resourceVersion"]?.string)
    }
}
