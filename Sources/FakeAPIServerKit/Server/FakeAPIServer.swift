import KubeAPI
import KubeCluster
import KubeFoundation
import KubeHTTP1
import KubeRegistry
import KubeSockets
import KubeStore
import KubeTime
public import Logging

/// A running server: a cluster behind listening sockets, served by one thread.
public final class FakeAPIServer: Sendable {
    /// The server's base URL, such as `http://127.0.0.1:8080`, with an address that can be dialled.
    public let url: String

    /// Whether other machines can reach the server, and so do whatever they like with it.
    public let isOpenToNetwork: Bool

    /// The number from which everything random follows.
    public let seed: UInt64

    /// The flags that make a server do the same again, such as `--seed=7 --clock=real`.
    public let repeatingFlags: String

    /// Why nobody can ask the cluster at the server's own URL to be elected although it has a coordinator,
    /// and the flag that changes that; nil where that is not so.
    public let electionWarning: String?

    let mailbox: LoopMailbox
    /// How the server itself asks its clusters.
    let connection: ServerConnection
    /// How the default cluster is set up.
    let options: ServerOptions
    private let logger: Logger

    /// Starts a server and returns once it accepts connections.
    ///
    /// Throws a ``ServerOptionsError`` that says what is wrong with the options, or a
    /// ``FakeAPIServerError`` that says why an address cannot be bound or the database cannot be
    /// used. Logs go to standard error, as the options' verbosity says, or to `logger`
    /// where one is given.
    public init(_ options: ServerOptions, logger: Logger? = nil) throws {
        let logger =
            logger
            ?? Logger(label: "fake-apiserver") { label -> any LogHandler in
                switch options.logFormat {
                case .text: KlogHandler(label: label, verbosity: options.verbosity)
                case .json: JSONLogHandler(verbosity: options.verbosity)
                }
            }
        self.logger = logger
        let clocks = Clocks.system
        let wall = clocks.wall()
        var options = options
        if options.clock == .manual() { options.clock = .manual(startingAt: wall) }
        let settings = try options.settings()
        self.options = options
        electionWarning = settings.configuration.electionWarning
        let rules = try options.faultRules()
        raiseOpenFileLimit()
        var seeds = SystemRandomNumberGenerator()
        seed = options.seed ?? seeds.next()
        let newStore = options.newStore(settings, at: wall)
        repeatingFlags = options.repeatingFlags(seed: seed, newStore)
        // What is wrong with the objects is told before anybody can connect.
        var host = try Self.host(settings, options, seed: seed, newStore, logger, at: wall)
        host.logger = logger
        host.pageGuard = options.pageGuard
        try Self.add(rules, to: &host, at: wall)
        let listeners = try Self.listeners(options)
        guard case .ip(_, let port) = listeners.first?.address else {
            preconditionFailure("a server listens on an IP address first")
        }
        url = "http://\(ListenAddress.ip(options.dialableAddress, port: port))"
        isOpenToNetwork = options.isOpenToNetwork
        let loop = try Self.loop(listeners, host, clocks, logger)
        mailbox = loop.mailbox
        connection = ServerConnection(url: url, inProcess: mailbox, host.clocks)
        EventLoop.start(loop, threadName: "fake-apiserver")
        logger.info("Serving", metadata: ["url": "\(url)", "seed": "\(seed)"])
        if let electionWarning { logger.notice("\(electionWarning)") }
    }

    /// All clusters; the one at `/` has what is in the database, where there is one, else `newStore`.
    private static func host(
        _ settings: ClusterSettings, _ options: ServerOptions, seed: UInt64,
        _ newStore: ObjectStore, _ logger: Logger, at wall: Timestamp
    ) throws -> ClusterHost {
        let texts = try options.loadedTexts()
        guard let path = try options.databasePath() else {
            var cluster = Cluster(settings, seed: seed, store: newStore, at: wall)
            try load(texts, into: &cluster, at: wall)
            return ClusterHost(settings, default: cluster, seed: seed)
        }
        do {
            let (keeper, store) = try options.openDatabase(at: path, newStore: newStore) {
                logger.warning("\($0)")
            }
            var cluster = Cluster(
                settings, seed: seed, store: store,
                persistence: ClusterPersistence(keeper, logger: logger), at: wall)
            if store.isEmpty {
                try load(texts, into: &cluster, at: wall)
            } else if !texts.isEmpty {
                logger.notice("nothing is loaded: \(path) goes on with the objects that it holds")
            }
            try cluster.keep(at: wall)
            return ClusterHost(settings, default: cluster, seed: seed)
        } catch let error as JournalError {
            throw FakeAPIServerError(.notStarted, error.description)
        }
    }

    private static func load(
        _ texts: [SnapshotText], into cluster: inout Cluster, at wall: Timestamp
    ) throws(FakeAPIServerError) {
        guard !texts.isEmpty else { return }
        do {
            try cluster.load(texts, at: wall)
        } catch {
            throw FakeAPIServerError(.notStarted, error.message)
        }
    }

    /// Has things go wrong in the cluster at `/` from the first request on.
    private static func add(
        _ rules: [FaultRule], to host: inout ClusterHost, at wall: Timestamp
    ) throws(ServerOptionsError) {
        guard !rules.isEmpty else { return }
        let outcome = host.withCluster(.default) { cluster in
            Result { () throws(StatusError) in _ = try cluster.add(rules, at: wall) }
        }
        if case .failure(let error) = outcome {
            throw ServerOptionsError(["--faults: \(error.message)"])
        }
    }

    private static func listeners(
        _ options: ServerOptions
    ) throws(FakeAPIServerError) -> [Listener] {
        do {
            return try options.listenAddresses.map(Listener.init)
        } catch {
            let advice = error.isPortTaken ? "; port 0 (--port=0) takes a free one" : ""
            throw FakeAPIServerError(.notStarted, error.description + advice)
        }
    }

    private static func loop(
        _ listeners: [Listener], _ host: ClusterHost, _ clocks: Clocks, _ logger: Logger
    ) throws(FakeAPIServerError) -> EventLoop {
        var limits = ServerLimits()
        limits.http.longBodies = HTTPLimits.LongBodies(pathSuffix: "/fake/snapshot")
        do {
            return try EventLoop(
                listeners: listeners, handler: HostHandler(host), limits: limits, clocks: clocks
            ) { duration in
                let milliseconds = Double(duration.microseconds) / 1000
                logger.info("The event loop was busy", metadata: ["took": "\(milliseconds)ms"])
            }
        } catch {
            throw FakeAPIServerError(.notStarted, error.description)
        }
    }

    /// A server that nobody holds any more ends by itself.
    deinit { stop() }

    /// Ends the server: watches end properly, the coordinator gives its lease back.
    ///
    /// `waitUntilStopped` tells when it is done. To a server that has ended nothing happens.
    public func stop() {
        let isAccepted = mailbox.post(to: HostHandler.self) { handler, wall in
            handler.host.stop(at: wall)
        }
        guard isAccepted else { return }
        logger.info("Stopping", metadata: ["url": "\(url)"])
        mailbox.stop()
    }

    /// Blocks until the server has ended.
    public func waitUntilStopped() {
        mailbox.waitUntilEnded()
        LogOutput.standardError.flush()
    }

    /// Ends the server and returns once it has ended.
    public func shutDown() async {
        stop()
        await withCheckedContinuation { continuation in
            // Waiting blocks, which the threads that run async functions must not do.
            startThread(named: "shut down") { [self] in
                waitUntilStopped()
                continuation.resume()
            }
        }
    }
}
