import FakeAPIServerTesting
import LeaderElection
import LeaderElectionHTTP

/// What the README and the articles test: a program that works while it holds the lease `app`.
///
/// It does nothing by itself, so that a test decides when it is its turn.
struct MyOperator {
    private let configuration: LeaderElector.Configuration
    private let client: HTTPLeaseClient
    private var machine: ElectorMachine

    init(_ identity: String = "operator", apiServer: String) throws {
        configuration = LeaderElector.Configuration(
            identity: identity, namespace: "default", leaseName: "app")
        client = try HTTPLeaseClient(ClusterAccess(server: apiServer))
        machine = try ElectorMachine(configuration, seed: 1)
    }

    /// Whether the program may work.
    var isLeading: Bool { machine.isLeading }

    /// Takes or renews the lease, if it is time to.
    mutating func renewLease(at now: Timestamp) async throws {
        var outputs = machine.advance(to: now)
        while !outputs.isEmpty {
            guard case .call(let call) = outputs.removeFirst() else { continue }
            let answer = await call.answer(of: client, configuration)
            outputs += machine.receive(answer, for: call.id, at: now)
        }
    }
}
