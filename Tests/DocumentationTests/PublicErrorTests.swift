import FakeAPIServerKit
import FakeAPIServerTesting
import Foundation
import LeaderElectionHTTP
import Testing

@testable import LeaderElection

@Suite struct `Every public error` {
    /// One of each type, by the name of that.
    private static let errors: [String: any Error] = [
        "FakeAPIServerError": failure { _ = try FakeCluster(url: "nowhere") },
        "ServerOptionsError": failure {
            try ServerOptions(runtimeConfig: ["nonsense"]).validate()
        },
        "NoFakeAPIServerError": failure { _ = try FakeAPIServer.current },
        "ClusterAccessError": failure { _ = try ClusterAccess.kubeconfig(at: "/nowhere") },
        "LeaseClientError": LeaseClientError(.notFound, "there is no such lease"),
        "LeadershipLostError": LeadershipLostError(
            leadership: Leadership(
                identity: "a", namespace: "default", leaseName: "app", transitions: 0,
                since: Timestamp(seconds: 0)),
            loss: .notRenewed),
        "CandidatesNotServedError": CandidatesNotServedError(),
        "ConfigurationError": failure {
            var configuration = LeaderElector.Configuration(
                identity: "a", namespace: "default", leaseName: "app")
            configuration.retryPeriod = .zero
            let client = try HTTPLeaseClient(ClusterAccess(server: "http://127.0.0.1:1"))
            _ = try LeaderElector(configuration, client: client)
        },
    ]

    /// The names of the types, as they are declared.
    private static let names = Documentation.texts(below: "Sources").flatMap { file in
        file.text.matches(of: /public (?:struct|enum|final class) (\w+): Error\b/).map {
            String($0.1)
        }
    }

    @Test func `is found where it is declared`() {
        #expect(Set(Self.names) == Set(Self.errors.keys))
    }

    @Test(arguments: names) func `says in words what is wrong`(name: String) throws {
        let error = try #require(Self.errors[name], "there is no \(name) to look at")
        #expect("\(type(of: error))" == name)
        let words = "\(error)"
        #expect(words.contains(" ") && !words.contains(name) && !words.contains("Optional("))
        #expect(error is any LocalizedError)
        #expect(error.localizedDescription == words)
    }
}

/// What `body` throws; something else where it throws nothing.
private func failure(_ body: () throws -> Void) -> any Error {
    do { try body() } catch { return error }
    return CancellationError()
}
