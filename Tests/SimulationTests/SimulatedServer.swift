import KubeCluster
import KubeEndpoints
import KubeHTTP1
import KubeJournal
import KubeTestSupport
import KubeTime

/// The real server without its sockets, and the clock that it goes by.
struct SimulatedServer {
    private(set) var now: Timestamp {
        didSet { host?.now = now }
    }
    /// When the server next has something to do.
    private(set) var nextDue: Timestamp?
    /// How often the server has ended: what belongs to another life is lost.
    private(set) var life = 0
    /// Whether the server ends before it commits anything more.
    var isDoomed = false

    private let seed: UInt64
    private let disk: SimulatedDisk?
    private let journalBytes: Int
    /// The server while it runs.
    private var host: TestHost?

    /// A server that runs; its journal keeps `journalBytes` of history, if it has one.
    init(seed: UInt64, journalBytes: Int?, at now: Timestamp) throws {
        self.seed = seed
        self.journalBytes = journalBytes ?? 0
        disk = try journalBytes.map { _ in try SimulatedDisk() }
        self.now = now
        try start()
    }

    /// Lets time pass, without doing anything yet.
    mutating func setClock(to instant: Timestamp) { now = max(now, instant) }

    /// Does what is due.
    mutating func work() { nextDue = host?.advance() }

    mutating func exchange(
        _ method: String, _ path: String, _ body: [UInt8] = []
    ) -> ClusterReply.Kind {
        let fields: HTTPFields = ["Content-Type": "application/json", "User-Agent": "simulation"]
        guard let request = try? HTTPRequest(method, path, body, fields: fields) else {
            preconditionFailure("the simulation asks for a malformed path: \(path)")
        }
        guard let answer = host?.respond(to: request) else {
            preconditionFailure("the simulation asks a server that is down")
        }
        return answer.reply.kind
    }

    /// Appends everything that a watch has to say; whether it goes on.
    mutating func produce(_ stream: inout WatchStream, into output: inout [UInt8]) -> Bool {
        host?.produce(&stream, into: &output) ?? false
    }

    mutating func cancel(_ stream: WatchStream) { host?.clusters.cancel(stream, in: .default) }

    /// Whether what a client waits for has come.
    mutating func resume(_ wait: ClusterWait) -> Bool {
        host?.clusters.resume(wait, in: .default, at: now) != nil
    }

    mutating func abandon(_ wait: ClusterWait) { host?.clusters.abandon(wait, in: .default) }

    mutating func restartElections(releasing releases: Bool) {
        let now = now
        _ = host?.clusters.withCluster(.default) {
            $0.restartElections(releasing: releases, at: now)
        }
    }
}

// MARK: - The server's own life

extension SimulatedServer {
    var isUp: Bool { host != nil }

    /// Keeps what has changed; nothing may be said of it before.
    mutating func commit() throws(Violation) {
        guard host?.clusters.endKeeping(at: now) ?? true else {
            throw Violation("the journal cannot be written")
        }
    }

    /// Starts the server with what is kept, and with the seed that it always had.
    mutating func start() throws {
        guard let disk else {
            host = try TestHost(.electing, seed: seed, at: now)
            return
        }
        let (journal, store) = try SQLiteJournal.open(disk.path, historyBytes: journalBytes)
        host = try TestHost(
            .electing, seed: seed, store: store, persistence: ClusterPersistence(journal), at: now)
        try commit()
    }

    /// Lets the coordinator give its lease back, as before an orderly end.
    mutating func stop() { host?.clusters.stop(at: now) }

    /// Ends the server, which loses everything but what it has written.
    mutating func end(cleanly: Bool) throws {
        if cleanly { host?.clusters.close(at: now) }
        try disk?.abandon()
        host = nil
        nextDue = nil
        isDoomed = false
        life += 1
    }
}
