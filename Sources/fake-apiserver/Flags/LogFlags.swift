import ArgumentParser
import FakeAPIServerKit
import KubeRegistry

/// What the server says while it runs.
struct LogFlags: ParsableArguments {
    @Option(
        name: [.customShort("v"), .customLong("v")],
        help: ArgumentHelp(
            """
            How much to log on standard error: 0 surprises, 2 also changes of state and delays of 5 ms, \
            4 also requests and renewals.
            """,
            valueName: "level"))
    var verbosity = String(ServerOptions.defaults.verbosity)

    @Option(
        help: ArgumentHelp(
            "In which form to log: text, as klog does, or json.", valueName: "text|json"),
        completion: .list(["text", "json"]))
    var loggingFormat = ServerOptions.defaults.logFormat.rawValue

    @Option(
        help: ArgumentHelp("The same as --logging-format.", valueName: "text|json"),
        completion: .list(["text", "json"]))
    var logFormat = ServerOptions.defaults.logFormat.rawValue
}
