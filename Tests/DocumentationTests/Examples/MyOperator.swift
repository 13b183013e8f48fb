import FakeAPIServerTesting
import LeaderElection

/// What the README tests: a program that works while it holds the lease `app`.
struct MyOperator {
    private let apiServer: String
    private var elector: LeaderElector

    init(apiServer: String) throws {
        self.apiServer = apiServer
        let configuration = LeaderElector.Configuration(
            identity: "operator", namespace: "default", leaseName: "app")
        elector = try LeaderElector(configuration, seed: 1)
    }

    /// Whether the program may work.
    var isLeading: Bool { elector.isLeading }

    /// Takes or renews the lease, if it is time to.
    mutating func renewLease(at now: Timestamp) async throws {
        var actions = elector.advance(to: now)
        while !actions.isEmpty {
            guard case .send(let request) = actions.removeFirst() else { continue }
            let answer = try await exchange(request, with: apiServer)
            actions += elector.receive(answer, for: request.id, at: now)
        }
    }
}
