import Endpoints
import Environment
import FakeAPIServer
import HTTP1
import Registry

/// The real server without its sockets, and the clock that it goes by.
struct SimulatedServer {
    private var cluster: Cluster
    private(set) var now: Timestamp
    /// When the server next has something to do.
    private(set) var nextDue: Timestamp?

    init(seed: UInt64, at now: Timestamp) throws {
        let options = ServerOptions(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"])
        cluster = Cluster(try ClusterSettings(options), seed: seed, at: now)
        self.now = now
    }

    /// Lets time pass, without doing anything yet.
    mutating func setClock(to instant: Timestamp) { now = max(now, instant) }

    /// Does what is due.
    mutating func work() { nextDue = cluster.advance(to: now) }

    mutating func exchange(
        _ method: String, _ path: String, _ body: [UInt8] = []
    ) -> HTTPReply<ClusterWait, WatchStream> {
        guard let target = RequestTarget(origin: path) else {
            preconditionFailure("the simulation asks for a malformed path: \(path)")
        }
        let fields: HTTPFields = ["Content-Type": "application/json", "User-Agent": "simulation"]
        return cluster.respond(
            to: HTTPRequest(method: method, target: target, fields: fields, body: body), at: now)
    }

    /// Appends everything that a watch has to say; whether it goes on.
    mutating func produce(_ stream: inout WatchStream, into output: inout [UInt8]) -> Bool {
        while true {
            switch cluster.produce(&stream, into: &output, at: now) {
            case .more: continue
            case .idle: return true
            case .finished: return false
            }
        }
    }

    mutating func cancel(_ stream: WatchStream) { cluster.cancel(stream) }

    mutating func restartElections(releasing releases: Bool) {
        cluster.restartElections(releasing: releases, at: now)
    }
}
