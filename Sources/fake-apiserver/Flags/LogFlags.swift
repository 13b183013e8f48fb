import ArgumentParser
import FakeAPIServerKit
import KubeRegistry

/// What the server says while it runs.
struct LogFlags: ParsableArguments {
    @Option(
        name: [.customShort("v"), .customLong("v")],
        help: ArgumentHelp(
            """
            How much to log on standard error: 0 surprises, 2 changes of state and delays of 5 ms, 4 \
            requests.
            """,
            valueName: "level"))
    var verbosity = String(ServerOptions.defaults.verbosity)
}
