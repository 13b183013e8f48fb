public import ArgumentParser
import Foundation
import KubeTime
package import LeaderElection

/// The command line of `leader-elect`.
@main struct LeaderElectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leader-elect",
        abstract: "Competes for a lease of a Kubernetes API server, and says how it goes.",
        discussion: """
            Speaks client-go's plain protocol, or with --coordinated that of coordinated leader \
            election: then it also keeps a LeaseCandidate. It exits when it loses the lease, and \
            on SIGTERM or SIGINT gives it back.

              leader-elect --server http://127.0.0.1:8080 --lease kube-system/widget \\
                --identity me --coordinated --binary-version 1.36.0 --emulation-version 1.35.0
            """)

    @Option(help: "The server's URL, such as http://127.0.0.1:8080.")
    var server: ServerAddress

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

    @Option(help: "The strategy the candidate asks for.")
    var strategy = "OldestEmulationVersion"

    @Option(
        help: """
            The version of the LeaseCandidate API: v1alpha1, v1alpha2 or v1beta1; the best that the server \
            serves by default.
            """)
    var candidateVersion: LeaseCandidateClient.APIVersion?

    @Option(help: "Seconds that others wait after the lease's last change.")
    var leaseDuration = 15

    @Option(help: "Seconds for which a leader tries to renew before it gives up.")
    var renewDeadline = 10

    @Option(help: "Seconds between tries.")
    var retryPeriod = 2

    func run() throws {
        var generator = SystemRandomNumberGenerator()
        var elector = LeaderElector.Configuration(
            identity: identity, namespace: lease.namespace, leaseName: lease.name)
        elector.isCoordinated = coordinated
        elector.leaseDuration = .seconds(leaseDuration)
        elector.renewDeadline = .seconds(renewDeadline)
        elector.retryPeriod = .seconds(retryPeriod)
        elector.releasesOnStop = true
        var campaign = try Campaign(
            server: server, elector: elector, candidate: coordinated ? candidate : nil,
            searchesVersion: candidateVersion == nil, seed: generator.next())
        try campaign.run(until: StopSignals([SIGTERM, SIGINT]))
    }

    private var candidate: LeaseCandidateClient.Configuration {
        var candidate = LeaseCandidateClient.Configuration(
            namespace: lease.namespace, name: identity, leaseName: lease.name,
            binaryVersion: binaryVersion, emulationVersion: emulationVersion ?? binaryVersion)
        candidate.strategy = strategy
        if let candidateVersion { candidate.apiVersion = candidateVersion }
        return candidate
    }
}

extension LeaseCandidateClient.APIVersion: ExpressibleByArgument {}
