import FakeAPIServerKit
import KubeEndpoints
import KubeHTTP1
import KubeTestSupport
import KubeTime

@testable import fake_apiserver

/// A cluster whose time passes only when its client waits.
struct RecordedServer {
    private(set) var cluster: Cluster
    private(set) var now = Self.epoch

    /// When conversations take place: a moment after the instants that their requests name.
    static let epoch = Timestamp(seconds: 1_795_247_119)

    init(flags: [String]) throws {
        cluster = try Self.cluster(flags: flags)
    }

    /// A new cluster as `flags` say.
    static func cluster(flags: [String]) throws -> Cluster {
        Cluster(try settings(flags: flags), seed: 36, at: epoch)
    }

    /// A new cluster as `flags` say, and the process around it.
    static func host(flags: [String]) throws -> ClusterHost {
        let settings = try settings(flags: flags)
        return ClusterHost(
            settings, default: Cluster(settings, seed: 36, at: epoch), seed: 36)
    }

    private static func settings(flags: [String]) throws -> ClusterSettings {
        let options = try FakeAPIServerCommand.parse(flags: flags).serverOptions()
        return try ClusterSettings(options.cluster)
    }

    /// Answers `request`, with the beginning of what streams; when the answer has to wait, so does
    /// the client.
    mutating func answer(_ request: HTTPRequest) throws -> (HTTPResponse, WatchStream?) {
        now = now + .milliseconds(1)
        var reply = cluster.respond(to: request, at: now).kind
        _ = cluster.advance(to: now)
        let deadline = now + .seconds(10)
        while true {
            switch reply {
            case .complete(let response): return (response, nil)
            case .stream(let head, let stream): return begin(head, stream)
            case .wait(let wait):
                if let answer = cluster.resume(wait, at: now) {
                    reply = answer.kind
                } else if !sleep(until: deadline) {
                    throw ClientError.noAnswer
                }
            }
        }
    }

    /// Has a stream say at once what it has to say, as a server does.
    private mutating func begin(
        _ head: HTTPResponse, _ stream: WatchStream
    ) -> (HTTPResponse, WatchStream?) {
        var (head, stream) = (head, stream)
        while true {
            switch cluster.produce(&stream, into: &head.body, at: now) {
            case .more: continue
            case .idle: return (head, stream)
            case .finished: return (head, nil)
            }
        }
    }

    /// The next bytes of `stream`, which becomes nil at its end.
    mutating func receive(_ stream: inout WatchStream?, patience: Duration) -> Received {
        guard var current = stream else { return .end }
        let deadline = now + patience
        while true {
            var output: [UInt8] = []
            let progress = cluster.produce(&current, into: &output, at: now)
            stream = progress == .finished ? nil : current
            if !output.isEmpty { return .bytes(output) }
            switch progress {
            case .finished: return .end
            case .more: continue
            case .idle: if !sleep(until: deadline) { return .silence }
            }
        }
    }

    /// Lets time pass until something is due; false when that is not before `deadline`.
    private mutating func sleep(until deadline: Timestamp) -> Bool {
        let due = cluster.advance(to: now) ?? .distantFuture
        guard now < deadline, due <= deadline else {
            now = max(now, deadline)
            return false
        }
        now = max(due, now + .milliseconds(1))
        _ = cluster.advance(to: now)
        return true
    }
}

extension Timestamp {
    fileprivate static let distantFuture = Timestamp(microseconds: .max)
}
