import ArgumentParser
import FakeAPIServerKit
import KubeRegistry

/// The command line of `fake-apiserver` as its help and the completions of shells tell of it.
///
/// The library takes longer to read a command line than the server takes to start, so that what the
/// flags mean is in `ServerFlag`.
struct FakeAPIServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fake-apiserver",
        abstract: "An in-memory Kubernetes API server for tests of leader election.",
        discussion: """
            Serves leases and lease candidates (coordination.k8s.io), namespaces and events over \
            plain HTTP, as kube-apiserver does, and elects leaders. Flags that kube-apiserver has \
            are spelled, and refused, as it does.

            With coordinated leader election:
              fake-apiserver --feature-gates=CoordinatedLeaderElection=true \\
                --runtime-config=coordination.k8s.io/v1beta1=true
            """,
        version: "Kubernetes \(Release.newest.gitVersion) (fake-apiserver)")

    @OptionGroup(title: "Serving") var serving: ServingFlags
    @OptionGroup(title: "Versions and features") var features: FeatureFlags
    @OptionGroup(title: "Persistence") var persistence: PersistenceFlags
    @OptionGroup(title: "Coordinated leader election") var leadership: LeadershipFlags
    @OptionGroup(title: "Time, chance and control") var testing: TestingFlags
    @OptionGroup(title: "Logs") var logs: LogFlags
}
