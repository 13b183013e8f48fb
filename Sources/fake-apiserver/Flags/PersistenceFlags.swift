import ArgumentParser
import FakeAPIServerKit
import KubeRegistry

/// Where the server keeps what it holds.
struct PersistenceFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Keep everything in the SQLite database fake-apiserver.sqlite in this directory, and "
                + "go on from there after a restart.",
            valueName: "directory"), completion: .directory)
    var dataDir: String?

    @Option(
        help: ArgumentHelp("Keep everything in this SQLite database instead.", valueName: "file"),
        completion: .file())
    var sqlite: String?

    @Option(
        help: ArgumentHelp(
            "What an answered write survives: normal, a crash of the server; full, of the machine.",
            valueName: "normal|full"), completion: .list(["normal", "full"]))
    var sqliteSynchronous = ServerOptions.defaults.sqliteSynchronous.rawValue

    @Option(
        help: ArgumentHelp(
            "Whether to examine the whole database at the start.", valueName: "bool"),
        completion: .booleans)
    var sqliteCheck = String(ServerOptions.defaults.sqliteCheck)

    @Option(
        help: ArgumentHelp(
            "Whether to go on with what there is of a database that has lost changes, with versions "
                + "above all that were given out.",
            valueName: "bool"), completion: .booleans)
    var sqliteAcceptLoss = String(ServerOptions.defaults.sqliteAcceptLoss)
}
