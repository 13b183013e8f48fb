import ArgumentParser
import FakeAPIServerKit
import KubeCluster
import KubeRegistry

/// What a test decides that no real server lets it decide.
struct TestingFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Create the objects in this file, in YAML or JSON, before the server listens; or those in "
                + "the *.yaml, *.yml and *.json files of this folder. A snapshot is restored. May be "
                + "repeated.",
            valueName: "file|folder"), completion: .file())
    var load: [String] = []

    @Option(
        help: ArgumentHelp(
            "What moves the time: real goes with the machine's clock; manual stands still until "
                + "/fake/clock advances it. Either shows the given instant at first, or the "
                + "machine's time.",
            valueName: "real|manual[=instant]"), completion: .list(["real", "manual"]))
    var clock = "real"

    @Option(
        help: ArgumentHelp(
            "How much faster than the machine's a real clock runs; 0.001 to 1000.",
            valueName: "factor"))
    var clockRate: String?

    @Option(
        help: ArgumentHelp(
            "The number from which uids, generated names and everything else random follow; "
                + "printed at the start when it is not given.",
            valueName: "number"))
    var seed: String?

    @Option(
        help: ArgumentHelp(
            "The resource version of the first object. Without it that follows from the time, so that "
                + "clients of an earlier run list again; with --clock=manual or --port=0 it is 2.",
            valueName: "number"))
    var firstResourceVersion: String?

    @Option(
        help: ArgumentHelp(
            "Make things go wrong from the first request on: a file of rules in YAML or JSON, as "
                + "/fake/faults takes them.",
            valueName: "file"), completion: .file())
    var faults: String?

    @Option(
        help: ArgumentHelp(
            "Whether to make a Kubernetes Event for every election.", valueName: "bool"),
        completion: .booleans)
    var electionEvents = String(ServerOptions.defaults.electionEvents)

    @Option(
        help: ArgumentHelp(
            "How many of the last requests are remembered, in 16 MiB at most; 0 remembers none.",
            valueName: "number"))
    var journalRequests = String(ServerOptions.defaults.journalRequests)

    @Option(
        help: ArgumentHelp("Whether to serve /fake/.", valueName: "bool"), completion: .booleans)
    var controlAPI = String(ServerOptions.defaults.servesControlAPI)
}
