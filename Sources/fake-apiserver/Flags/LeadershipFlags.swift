import ArgumentParser
import FakeAPIServerKit
import KubeCluster
import KubeRegistry

/// How the server holds the lease of its own coordinator.
struct LeadershipFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How long the coordinator's own lease lasts.", valueName: "duration"))
    var coordinatedLeadershipLeaseDuration =
        FlagValue.text(ServerOptions.defaults.coordinatedLeadershipLeaseDuration)

    @Option(
        help: ArgumentHelp(
            "How long it tries to renew that lease before it gives up.", valueName: "duration"))
    var coordinatedLeadershipRenewDeadline =
        FlagValue.text(ServerOptions.defaults.coordinatedLeadershipRenewDeadline)

    @Option(help: ArgumentHelp("How long it waits between tries.", valueName: "duration"))
    var coordinatedLeadershipRetryPeriod =
        FlagValue.text(ServerOptions.defaults.coordinatedLeadershipRetryPeriod)
}
