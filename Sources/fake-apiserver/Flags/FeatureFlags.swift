import ArgumentParser
import FakeAPIServerKit
import KubeCluster
import KubeRegistry

/// What the server offers.
struct FeatureFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The release to be, 1.31 to 1.36. Without it the server speaks as the newest, and "
                + "--runtime-config can name every version there ever was.",
            valueName: "major.minor"), completion: .releases)
    var emulatedVersion: [String] = []

    @Option(
        help: ArgumentHelp(
            "Whether components are elected by the coordinator: the gate CoordinatedLeaderElection "
                + "and the newest LeaseCandidate of the release. --feature-gates and "
                + "--runtime-config win over it.",
            valueName: "bool"), completion: .booleans)
    var coordinatedLeaderElection = String(ServerOptions.defaults.coordinated)

    @Option(
        help: ArgumentHelp(
            "Feature gates to switch, such as CoordinatedLeaderElection=true,WatchList=false. "
                + "AllAlpha and AllBeta stand for all gates of a stage. May be repeated.",
            valueName: "name=bool,..."), completion: .featureGates)
    var featureGates: [String] = []

    @Option(
        help: ArgumentHelp(
            "API versions to switch: group/version or group/version/resource, such as "
                + "coordination.k8s.io/v1beta1=true, or api/all, api/ga, api/beta, api/alpha. "
                + "May be repeated.",
            valueName: "key=bool,..."), completion: .apiVersions)
    var runtimeConfig: [String] = []

    @Option(
        help: ArgumentHelp(
            "Whether --runtime-config may name what only a later release introduces.",
            valueName: "bool"), completion: .booleans)
    var runtimeConfigEmulationForwardCompatible =
        String(ServerOptions.defaults.runtimeConfigEmulationForwardCompatible)

    @Option(
        help: ArgumentHelp(
            "Admission plugins to switch on. NamespaceAutoProvision creates the namespaces that "
                + "requests name; the others change nothing. May be repeated.",
            valueName: "name,..."))
    var enableAdmissionPlugins: [String] = []

    @Option(
        help: ArgumentHelp(
            "Whether the garbage collector and the namespace controller of kube-controller-manager "
                + "run; false leaves their work to clients, as a bare API server does.",
            valueName: "bool"), completion: .booleans)
    var controllers = String(ServerOptions.defaults.runsControllers)
}
