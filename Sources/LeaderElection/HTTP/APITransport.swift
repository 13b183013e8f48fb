/// Carries requests to an API server.
///
/// The library `LeaderElectionHTTP` has one over URLSession. Any other HTTP client, and a server in
/// the same process, become one with a method of a few lines, or with ``ClosureTransport``.
public protocol APITransport: Sendable {
    /// Sends `request` and returns the answer as soon as its status is there.
    ///
    /// It throws when none comes. When its task is cancelled it gives the request up, and closes the
    /// connection if it must: nobody waits for the answer any more. It never sends anything twice.
    func send(_ request: APIRequest) async throws -> APIResponse
}

/// A transport that a closure is.
public struct ClosureTransport: APITransport {
    private let closure: @Sendable (APIRequest) async throws -> APIResponse

    /// A transport that calls `send` for each request.
    public init(_ send: @escaping @Sendable (APIRequest) async throws -> APIResponse) {
        closure = send
    }

    /// Calls the closure.
    public func send(_ request: APIRequest) async throws -> APIResponse {
        try await closure(request)
    }
}
