import FakeAPIServerTesting
import LeaderElection
import LeaderElectionHTTP

/// How an elector under test reaches a server.
enum Wire: CaseIterable, Sendable {
    case inProcess
    case socket

    /// A client called `name` of `server`.
    func client(_ name: String, _ server: FakeAPIServer) throws -> HTTPLeaseClient {
        switch self {
        case .inProcess: HTTPLeaseClient(ServerTransport(transport: server.transport(as: name)))
        case .socket: try HTTPLeaseClient(ClusterAccess(server: server.url(as: name)))
        }
    }
}

/// Carries an elector's requests to a server in the same process.
struct ServerTransport: APITransport {
    let transport: FakeTransport

    func send(_ request: APIRequest) async throws -> APIResponse {
        let response = try await transport.send(request.method, request.path, body: request.body)
        return APIResponse(status: response.status, body: response.body)
    }
}
