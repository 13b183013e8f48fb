public import FakeAPIServerKit
public import Foundation

/// A server in a process of its own, which a test can do the same to as to one in its own process.
///
///     let server = try await FakeAPIServer.launch()
///     try await server.lease("web").steal(by: "b")
///     await server.shutDown()
///
/// It ends when nobody holds it any more, and with the process that has launched it, however that ends.
public final class LaunchedAPIServer: FakeClusterHandle {
    /// The cluster at the server's own URL.
    public let cluster: FakeCluster

    private let program: LaunchedProgram
    /// How clusters are set up that are told nothing else, as far as is known.
    private let options: ClusterOptions

    init(
        _ program: LaunchedProgram, _ options: ClusterOptions, url: String
    ) throws(FakeAPIServerError) {
        (self.program, self.options) = (program, options)
        cluster = try FakeCluster(url: url)
    }

    deinit { program.stop() }

    /// The base URL of the server.
    public var url: String { cluster.url }

    /// The number by which the system knows the process.
    public var processIdentifier: Int32 { program.processIdentifier }

    /// The clock of the cluster at the server's own URL.
    public var clock: FakeClock { cluster.clock }

    /// What the program has written so far, to standard output and to standard error.
    public var output: String { program.output }

    /// Creates a cluster beside the others, isolated from them.
    ///
    /// - Parameters:
    ///   - name: Its name, a DNS label; made up when nil.
    ///   - seed: The number from which everything random in it follows; from the server's when nil.
    ///   - configure: Changes its options, which are those at first with which the server was launched. What
    ///     arguments have said is not among them, and stays so where nothing is changed.
    /// - Returns: The cluster, which answers already.
    /// - Throws: What is wrong with the name or the options, that only a server of its own can have such
    ///   options, or that the server has ended.
    public func makeCluster(
        _ name: String? = nil, seed: UInt64? = nil,
        configure: (inout ClusterOptions) -> Void = { _ in }
    ) async throws(FakeAPIServerError) -> FakeCluster {
        var changed = options
        configure(&changed)
        return try await cluster.makeNeighbour(name, seed: seed, changed, since: options)
    }

    /// Tells the process to end; it has ended a moment later.
    public func stop() { program.stop() }

    /// Tells the process to end, and returns once it has.
    public func shutDown() async {
        program.stop()
        await program.end()
    }
}

extension LaunchedAPIServer: CustomStringConvertible {
    /// The base URL.
    public var description: String { url }
}

extension FakeAPIServer {
    /// Starts a server in a process of its own, on a free port, and returns once it answers.
    ///
    /// - Parameters:
    ///   - executable: The program `fake-apiserver`; where nil, the one that lies beside the program that
    ///     runs, as one that is built with the tests does, or else the one in `PATH`.
    ///   - arguments: Flags such as `--clock=manual`.
    ///   - options: How it is set up otherwise.
    /// - Returns: The server.
    /// - Throws: That there is no such program, or what it said when it ended instead of listening.
    public static func launch(
        executable: URL? = nil, _ arguments: [String] = [],
        options: ServerOptions = ServerOptions()
    ) async throws(FakeAPIServerError) -> LaunchedAPIServer {
        guard let executable = executable ?? LaunchedProgram.find("fake-apiserver") else {
            throw FakeAPIServerError(
                .notStarted, "there is no program fake-apiserver beside this one or in PATH")
        }
        let program = try LaunchedProgram(
            executable, ["--exit-with-parent"] + options.flags + arguments)
        let line = await program.firstLine()
        let prefix = "fake-apiserver listens on "
        guard let line, line.hasPrefix(prefix) else {
            program.stop()
            await program.end()
            throw FakeAPIServerError(
                .notStarted, "\(executable.path) has ended: \(program.output)")
        }
        let url = String(line.dropFirst(prefix.count))
        return try LaunchedAPIServer(program, options.cluster, url: url)
    }
}
