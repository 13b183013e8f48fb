public import ArgumentParser
import Foundation
package import LeaderElection
import LeaderElectionHTTP

/// The command line of `leader-elect`.
@main struct LeaderElectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leader-elect",
        abstract: "Competes for a lease of a Kubernetes API server, and says how it goes.",
        discussion: """
            Speaks client-go's plain protocol, or with --coordinated that of coordinated leader \
            election: then it also keeps a LeaseCandidate. It fails when it loses the lease, and \
            on SIGTERM or SIGINT gives it back.

              leader-elect --server http://127.0.0.1:8080 --lease kube-system/widget \\
                --identity me --coordinated --binary-version 1.36.0 --emulation-version 1.35.0
              leader-elect --kubeconfig ~/.kube/config --lease default/app --identity me
            """)

    @Option(help: "The server's URL, such as http://127.0.0.1:8080; or else say --kubeconfig.")
    var server: ServerAddress?

    @Option(
        help: "The kubeconfig file that says how to reach the server and who asks, as for kubectl.",
        completion: .file())
    var kubeconfig: String?

    @Option(help: "The context of the kubeconfig file; the current one by default.")
    var context: String?

    @Option(help: "The lease, as NAMESPACE/NAME.")
    var lease: LeaseName

    @Option(help: "Who competes; with --coordinated also the candidate's name.")
    var identity: String

    @Flag(help: "Let the server's coordinator pick the holder.")
    var coordinated = false

    @Option(help: "The version of the candidate's binary.")
    var binaryVersion = "1.36.0"

    @Option(help: "The version the candidate behaves as; the binary's by default.")
    var emulationVersion: String?

    @Option(
        help: "The strategy the candidate asks for.",
        completion: .list(["OldestEmulationVersion"]))
    var strategy = "OldestEmulationVersion"

    @Option(
        help: """
            The version of the LeaseCandidate API: v1alpha1, v1alpha2 or v1beta1; the best that the server \
            serves by default.
            """)
    var candidateVersion: LeaseCandidateVersion?

    @Option(help: "Seconds that others wait after the lease's last change.")
    var leaseDuration = 15

    @Option(help: "Seconds for which a leader tries to renew before it gives up.")
    var renewDeadline = 10

    @Option(help: "Seconds between tries.")
    var retryPeriod = 2

    func validate() throws {
        guard (server == nil) != (kubeconfig == nil) else {
            throw Self.unclearServer
        }
        guard context == nil || kubeconfig != nil else {
            throw ValidationError("--context is for --kubeconfig")
        }
    }

    private static let unclearServer = ValidationError(
        "say where the server is: either --server or --kubeconfig")

    /// How to reach the server.
    private func access() throws -> ClusterAccess {
        if let kubeconfig { return try .kubeconfig(at: kubeconfig, context: context) }
        guard let server else { throw Self.unclearServer }
        return server.access
    }

    /// Runs the command line; a wrong one ends with status 1, as for `fake-apiserver`.
    static func main() async {
        do {
            let command = try parse()
            try await command.run()
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            try? FileHandle.standardError.write(
                contentsOf: Data((fullMessage(for: error) + "\n").utf8))
            exit(withError: ExitCode.failure)
        }
    }

    func run() async throws {
        // Whoever reads the output may leave first: the lease is given back all the same.
        signal(SIGPIPE, SIG_IGN)
        let client = try HTTPLeaseClient(access(), userAgent: "leader-elect")
        guard coordinated else { return try await compete(with: client, beside: nil) }
        let candidacy = LeaseCandidacy(candidate, client: client)
        do {
            try await compete(with: client, beside: candidacy)
        } catch is CandidatesNotServedError where candidacy.hasSynced {
            // The server has gone back to a release, or to settings, without coordinated elections.
            try await compete(with: client, beside: nil)
        }
    }

    /// Competes until it has lost the lease, a signal comes, or there can be no candidate.
    private func compete(
        with client: HTTPLeaseClient, beside candidacy: LeaseCandidacy?
    ) async throws {
        let election = election(isCoordinated: candidacy != nil)
        let elector = try LeaderElector(election, client: client, report: report)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await elector.withLeadership { _ in try await Self.waitUntilCancelled() }
            }
            group.addTask { await StopSignals.waitForFirst(of: SIGTERM, SIGINT) }
            if let candidacy {
                group.addTask {
                    try await candidacy.run()
                    try await Self.waitUntilCancelled()
                }
            }
            // Whatever ends first ends the rest; only that can have failed.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private static func waitUntilCancelled() async throws {
        while true { try await Task.sleep(for: .seconds(3600)) }
    }

    private func election(isCoordinated: Bool) -> LeaderElector.Configuration {
        var election = LeaderElector.Configuration(
            identity: identity, namespace: lease.namespace, leaseName: lease.name)
        election.isCoordinated = isCoordinated
        election.leaseDuration = .seconds(leaseDuration)
        election.renewDeadline = .seconds(renewDeadline)
        election.retryPeriod = .seconds(retryPeriod)
        return election
    }

    private var candidate: LeaseCandidacy.Configuration {
        var candidate = LeaseCandidacy.Configuration(
            namespace: lease.namespace, name: identity, leaseName: lease.name,
            binaryVersion: binaryVersion, emulationVersion: emulationVersion ?? binaryVersion)
        candidate.strategy = strategy
        candidate.version = candidateVersion
        candidate.silenceTolerance = .seconds(leaseDuration)
        return candidate
    }

    /// Says what happens, in one line each.
    private func report(_ event: LeaderElector.Event) {
        switch event {
        case .startedLeading: say("leads")
        case .renewed: say("renewed")
        case .stoppedLeading: say("does not lead")
        case .newLeader(let leader): say(leader.map { "sees \($0) lead" } ?? "sees no leader")
        case .released, .recorded, .failed: break
        }
    }

    private func say(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data("\(identity) \(text)\n".utf8))
    }
}

extension LeaseCandidateVersion: ExpressibleByArgument {}
