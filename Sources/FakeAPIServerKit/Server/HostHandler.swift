package import KubeCluster
import KubeEndpoints
package import KubeHTTP1
package import KubeSockets
package import KubeTime
import Logging

/// The clusters of a process as the event loop sees them: what waits and streams lies here, and so
/// does what is noted about a request once its answer is final.
package final class HostHandler: DurableHandler {
    /// All clusters.
    package var host: ClusterHost

    private var waits = Slots<WaitID, Wait>()
    private var streams = Slots<StreamID, Stream>()
    private var index = WatchIndex()
    private var records: [RequestRecord?] = []
    /// Whether lines of requests are wanted; they are not made otherwise.
    private let logsRequests: Bool

    /// A handler that answers for `host`.
    package init(_ host: ClusterHost) {
        self.host = host
        logsRequests = host.logger.map { $0.logLevel <= .debug } ?? false
    }

    /// A request that waits, and where.
    private struct Wait {
        let wait: ClusterWait
        let cluster: ClusterID
        let request: RequestID
    }

    /// A watch, and where it is; in a place of its own, in which it is changed and never copied.
    private final class Stream {
        var stream: WatchStream
        let cluster: ClusterID
        var isWaiting: Bool

        init(_ stream: WatchStream, in cluster: ClusterID) {
            self.stream = stream
            self.cluster = cluster
            isWaiting = stream.isWaiting
        }
    }
}

// MARK: - Requests

extension HostHandler {
    package var version: UInt64 { host.version }

    package func respond(
        to request: HTTPRequest, as id: RequestID, at now: Timestamp
    ) -> HTTPReply {
        let reply = host.respond(to: request, at: now)
        while records.count <= id.index { records.append(nil) }
        records[id.index] = RequestRecord(request, reply, isLogged: logsRequests)
        return placed(reply.reply, of: id, in: reply.cluster)
    }

    package func resume(_ id: WaitID, at now: Timestamp) -> HTTPReply? {
        guard let wait = waits[id],
            let reply = host.resume(wait.wait, in: wait.cluster, at: now)
        else { return nil }
        waits.remove(id)
        records[wait.request.index]?.isStream = reply.kind.isStream
        return placed(reply, of: wait.request, in: wait.cluster)
    }

    private func placed(
        _ reply: ClusterReply, of request: RequestID, in cluster: ClusterID
    ) -> HTTPReply {
        let kind: HTTPReply.Kind =
            switch reply.kind {
            case .complete(let response): .complete(response)
            case .wait(let wait):
                .wait(waits.insert(Wait(wait: wait, cluster: cluster, request: request)))
            case .stream(let response, let stream):
                .stream(response, placed(stream, in: cluster))
            }
        return HTTPReply(kind, isUndoable: reply.isUndoable)
    }

    private func placed(_ stream: WatchStream, in cluster: ClusterID) -> StreamID {
        let id = streams.insert(Stream(stream, in: cluster))
        index.insert(id.index, stream, in: cluster)
        return id
    }

    package func streamsWithNews(at now: Timestamp) -> [StreamID] {
        index.watchesWithNews(in: &host, at: now) { number, sweep in
            streams[StreamID(index: number)]?.stream.hasNews(sweep) ?? false
        }.map(StreamID.init)
    }

    package func produce(
        _ id: StreamID, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        guard let stream = streams[id] else { return .finished }
        let progress = host.produce(&stream.stream, in: stream.cluster, into: &output, at: now)
        if stream.isWaiting, !stream.stream.isWaiting {
            stream.isWaiting = false
            index.begin(id.index, in: stream.cluster)
        }
        if progress == .finished { remove(id) }
        return progress
    }

    @discardableResult
    private func remove(_ id: StreamID) -> Stream? {
        guard let stream = streams.remove(id) else { return nil }
        index.remove(id.index, stream.stream, in: stream.cluster)
        return stream
    }

    package func abandon(_ id: WaitID) {
        guard let wait = waits.remove(id) else { return }
        host.abandon(wait.wait, in: wait.cluster)
    }

    package func cancel(_ id: StreamID) {
        guard let stream = remove(id) else { return }
        host.cancel(stream.stream, in: stream.cluster)
    }

    package func advance(to now: Timestamp) -> Timestamp? {
        host.advance(to: now)
    }

    package func close(at now: Timestamp) {
        host.close(at: now)
    }
}

// MARK: - What is final

extension HostHandler {
    package func didAnswer(_ id: RequestID, _ outcome: AnswerOutcome, at now: Timestamp) {
        guard let record = records[id.index].take() else { return }
        if let labels = record.labels {
            host.count(labels, code: outcome.status, in: record.cluster)
        }
        if let line = record.line { host.logger?.note(line, record.described(outcome)) }
    }
}

// MARK: - What is kept

extension HostHandler {
    package var durable: (any DurableHandler)? { host.isDurable ? self : nil }

    package var isKept: Bool { host.isKept }

    package func beginKeeping(done: @escaping @Sendable () -> Void) {
        host.beginKeeping(done: done)
    }

    package var isKeepingDone: Bool { host.isKeepingDone }

    package func endKeeping(at now: Timestamp) -> Bool {
        host.endKeeping(at: now)
    }

    package func refuse(
        _ request: HTTPRequest, as id: RequestID, at now: Timestamp
    ) -> HTTPResponse {
        records[id.index]?.isStream = false
        return host.refuse(request)
    }
}
