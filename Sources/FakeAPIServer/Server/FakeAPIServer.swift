import Environment
import Foundation
import HTTP1
import ObjectStore
import Registry
import SocketServer

/// A running server: a cluster behind listening sockets, served by one thread.
public final class FakeAPIServer: Sendable {
    /// The server's base URL, such as `http://127.0.0.1:8080`.
    public let url: String

    private let mailbox: LoopMailbox<Cluster>

    /// Starts a server and returns once it accepts connections.
    ///
    /// Throws what is wrong with the options, why an address cannot be bound, or why the database
    /// cannot be used.
    public init(_ options: ServerOptions) throws {
        let configuration = try ServerConfiguration(options)
        raiseOpenFileLimit()
        let listeners = try Self.listeners(options)
        guard let first = listeners.first else {
            preconditionFailure("a server listens on at least one address")
        }
        url = first.address.url
        let clocks = Clocks.system
        let cluster = try Self.cluster(configuration, options, at: clocks.wall())
        let loop = try EventLoop(listeners: listeners, handler: cluster, clocks: clocks)
        mailbox = loop.mailbox
        EventLoop.start(loop, threadName: "fake-apiserver")
    }

    /// The cluster that clients find at `/`, stored as far as it is to be stored.
    private static func cluster(
        _ configuration: ServerConfiguration, _ options: ServerOptions, at now: Timestamp
    ) throws -> Cluster {
        var persistence: ClusterPersistence?
        var store = ObjectStore()
        if let path = try options.databasePath() {
            (persistence, store) = try ClusterPersistence.open(path, options)
        }
        var seeds = SystemRandomNumberGenerator()
        var cluster = Cluster(
            configuration, options, identity: ProcessInfo.processInfo.hostName,
            random: Random(seed: seeds.next()), store: store, persistence: persistence, at: now)
        try cluster.keep(at: now)
        return cluster
    }

    private static func listeners(_ options: ServerOptions) throws -> [Listener] {
        var addresses = [ListenAddress.ip(options.bindAddress, port: UInt16(options.port))]
        if let path = options.unixSocketPath { addresses.append(.unixSocket(path: path)) }
        return try addresses.map(Listener.init)
    }

    /// Ends the server: watches end properly, the coordinator gives its lease back.
    ///
    /// Allowed in a signal handler; `waitUntilStopped` tells when it is done.
    public func stop() {
        mailbox.post { cluster, now in cluster.stop(at: now) }
        mailbox.stop()
    }

    /// Blocks until the server has ended.
    public func waitUntilStopped() {
        mailbox.waitUntilEnded()
    }

    /// Ends the server and returns once it has ended.
    public func shutDown() async {
        stop()
        await withCheckedContinuation { continuation in
            // Waiting blocks, which the threads that run async functions must not do.
            Thread.detachNewThread { [self] in
                waitUntilStopped()
                continuation.resume()
            }
        }
    }
}

extension ListenAddress {
    /// The base URL of a server that listens here.
    fileprivate var url: String {
        switch self {
        case .ip(let address, let port):
            "http://\(address.contains(":") ? "[\(address)]" : address):\(port)"
        case .unixSocket(let path): "unix:\(path)"
        }
    }
}
