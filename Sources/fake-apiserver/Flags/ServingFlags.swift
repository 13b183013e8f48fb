import ArgumentParser
import FakeAPIServerKit
import KubeRegistry

/// Where the server listens, and whom it tells.
struct ServingFlags: ParsableArguments {
    @Option(help: ArgumentHelp("The IP address to listen on.", valueName: "ip"))
    var bindAddress = ServerOptions.defaults.bindAddress

    @Option(
        help: ArgumentHelp(
            "The IP address that others are told to dial. Without it that is --bind-address, or the "
                + "address of the default route where that is 0.0.0.0 or ::.",
            valueName: "ip"))
    var advertiseAddress: String?

    @Option(
        help: ArgumentHelp(
            "Names by which the server may be called, beside those of this machine for itself: NAME, "
                + "*.DOMAIN, or * for any. May be repeated.",
            valueName: "name,…"))
    var allowedHosts: [String] = []

    @Option(help: ArgumentHelp("The port to listen on; 0 picks a free one.", valueName: "port"))
    var port = String(ServerOptions.defaults.port)

    @Option(
        help: ArgumentHelp("A Unix domain socket to listen on as well.", valueName: "path"),
        completion: .file())
    var unixSocket: String?

    @Option(
        help: ArgumentHelp(
            "Write a kubeconfig file for the server here once it listens; with the name of a client "
                + "before it, one for that client, at /as/NAME. May be repeated.",
            valueName: "[client=]file"), completion: .file())
    var writeKubeconfig: [String] = []

    @Option(
        help: ArgumentHelp(
            "Write the server's URL here once it answers requests.", valueName: "file"),
        completion: .file())
    var readyFile: String?

    @Option(
        help: ArgumentHelp(
            "Whether to end with whoever has started the program, however that ends, and when standard "
                + "input ends where that is a pipe.",
            valueName: "bool"), completion: .booleans)
    var exitWithParent = "false"

    @Option(
        help: ArgumentHelp(
            "End once nobody has asked anything, and nobody has watched, for so long, such as 10m.",
            valueName: "duration"))
    var exitWhenIdle: String?
}
