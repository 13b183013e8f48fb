import FakeAPIServerKit
import KubeCluster
import KubeEndpoints
import KubeHTTP1
import KubeJournal
import KubeRegistry
import KubeTime

/// The real server without its sockets, and the clock that it goes by.
struct SimulatedServer {
    private(set) var now: Timestamp
    /// When the server next has something to do.
    private(set) var nextDue: Timestamp?
    /// How often the server has ended: what belongs to another life is lost.
    private(set) var life = 0
    /// Whether the server ends before it commits anything more.
    var isDoomed = false

    private let settings: ClusterSettings
    private let seed: UInt64
    private let disk: SimulatedDisk?
    private let journalBytes: Int
    private var cluster: Cluster?

    /// A server that runs; its journal keeps `journalBytes` of history, if it has one.
    init(seed: UInt64, journalBytes: Int?, at now: Timestamp) throws {
        let options = ClusterOptions(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"])
        settings = try ClusterSettings(options)
        self.seed = seed
        self.journalBytes = journalBytes ?? 0
        disk = try journalBytes.map { _ in try SimulatedDisk() }
        self.now = now
        try start()
    }

    /// Lets time pass, without doing anything yet.
    mutating func setClock(to instant: Timestamp) { now = max(now, instant) }

    /// Does what is due.
    mutating func work() { nextDue = cluster?.advance(to: now) }

    mutating func exchange(
        _ method: String, _ path: String, _ body: [UInt8] = []
    ) -> ClusterReply.Kind {
        guard let target = RequestTarget(origin: path) else {
            preconditionFailure("the simulation asks for a malformed path: \(path)")
        }
        let fields: HTTPFields = ["Content-Type": "application/json", "User-Agent": "simulation"]
        let request = HTTPRequest(method: method, target: target, fields: fields, body: body)
        guard let reply = cluster?.respond(to: request, at: now) else {
            preconditionFailure("the simulation asks a server that is down")
        }
        return reply.kind
    }

    /// Appends everything that a watch has to say; whether it goes on.
    mutating func produce(_ stream: inout WatchStream, into output: inout [UInt8]) -> Bool {
        while true {
            switch cluster?.produce(&stream, into: &output, at: now) {
            case .more: continue
            case .idle: return true
            case .finished, nil: return false
            }
        }
    }

    mutating func cancel(_ stream: WatchStream) { cluster?.cancel(stream) }

    mutating func restartElections(releasing releases: Bool) {
        cluster?.restartElections(releasing: releases, at: now)
    }
}

// MARK: - The server's own life

extension SimulatedServer {
    var isUp: Bool { cluster != nil }

    /// Keeps what has changed; nothing may be said of it before.
    mutating func commit() throws(Violation) {
        guard cluster?.endKeeping(at: now) ?? true else {
            throw Violation("the journal cannot be written")
        }
    }

    /// Starts the server with what is kept, and with the seed that it always had.
    mutating func start() throws {
        guard let disk else {
            cluster = Cluster(settings, seed: seed, at: now)
            return
        }
        let (journal, store) = try SQLiteJournal.open(disk.path, historyBytes: journalBytes)
        cluster = Cluster(
            settings, seed: seed, store: store, persistence: ClusterPersistence(journal), at: now)
        try commit()
    }

    /// Lets the coordinator give its lease back, as before an orderly end.
    mutating func stop() { cluster?.stop(at: now) }

    /// Ends the server, which loses everything but what it has written.
    mutating func end(cleanly: Bool) throws {
        if cleanly { cluster?.close(at: now) }
        try disk?.abandon()
        cluster = nil
        nextDue = nil
        isDoomed = false
        life += 1
    }
}
