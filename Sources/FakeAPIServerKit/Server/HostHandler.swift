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
    /// How many wait for something that the host does not tell of by itself.
    private var restlessWaitCount = 0
    private var streams = Slots<StreamID, any HostStream>()
    private var index = WatchIndex()
    private var requests = OpenRequests()
    private var unkept = UnkeptRequests()
    /// The clocks that wait for quiet.
    private var shown: [ClusterID: ClockFace] = [:]
    /// How often watches with a socket were told something.
    private var deliveryCounts: [ClusterID: UInt64] = [:]
    /// How often who waits for quiet has a look at least.
    private static let lookInterval = Duration.milliseconds(10)
    /// Whether lines of requests are wanted; they are not made otherwise.
    private let logsRequests: Bool
    private let isDurable: Bool
    /// When a request last came or was answered to its end.
    private var lastActivity: Duration
    /// The time since some origin, which never jumps.
    private let monotonic: @Sendable () -> Duration

    /// A handler that answers for `host`; how long requests take is told by `monotonic`.
    package init(
        _ host: ClusterHost, monotonic: @escaping @Sendable () -> Duration = Clocks.system.monotonic
    ) {
        self.host = host
        self.monotonic = monotonic
        lastActivity = monotonic()
        isDurable = host.isDurable
        logsRequests = host.logger.map { $0.logLevel <= .debug } ?? false
    }

    /// A request that waits, and where.
    private struct Wait {
        var wait: ClusterWait
        let cluster: ClusterID
        let request: RequestID

        /// Whether it is a client that waits for something else than the server's work, and not a test.
        var isOfClient: Bool {
            switch wait {
            case .revision, .fault: true
            case .long, .clock, .expectation: false
            }
        }

        /// Whether it must be asked whatever has happened.
        var isRestless: Bool {
            guard case .expectation = wait else { return true }
            return cluster != .default
        }
    }
}

// MARK: - Requests

extension HostHandler {
    package var version: UInt64 { host.version }

    package func respond(
        to request: HTTPRequest, as id: RequestID, at now: Timestamp
    ) -> HTTPReply {
        let received = monotonic()
        lastActivity = received
        // Only here it is known which answers are not final.
        if request.target.segments.last == "metrics" { host.inFlight = requests.inFlight }
        // What rules did to a request that is asked again.
        let fate = isDurable ? requests.fate(of: id) : nil
        let reply = host.respond(to: request, after: fate, at: now)
        requests.begin(
            id, reply, logsRequests ? RequestLine(request, received: received) : nil, at: now,
            received: received, decided: monotonic())
        return placed(reply.reply, of: id, in: reply.cluster)
    }

    package func resume(_ id: WaitID, at now: Timestamp) -> HTTPReply? {
        guard let wait = waits[id],
            let reply = host.resume(wait.wait, in: wait.cluster, at: now)
        else { return nil }
        remove(id)
        requests[wait.request].decide(reply, at: monotonic())
        return placed(reply, of: wait.request, in: wait.cluster)
    }

    /// Remembers what a reply leaves open.
    private func placed(
        _ reply: ClusterReply, of request: RequestID, in cluster: ClusterID
    ) -> HTTPReply {
        if isDurable, cluster == .default, reply.committed != nil, reply.isUndoable, !host.isKept {
            unkept.insert(request)
        }
        let kind: HTTPReply.Kind =
            switch reply.kind {
            case .complete(let response): .complete(response)
            case .wait(let wait):
                .wait(placed(Wait(wait: wait, cluster: cluster, request: request)))
            case .stream(let response, .watch(let stream)):
                .stream(
                    response, placed(HostWatch(stream, in: cluster, hasSocket: hasSocket(request))))
            case .stream(let response, .list(let list)):
                .pieces(response, placed(HostList(list, in: cluster)))
            case .stream(let response, .requests(let stream)):
                .stream(response, placed(RequestFollower(stream, in: cluster)))
            case .metered(let response, let body):
                .metered(response, placed(HostMeter(body, in: cluster)))
            case .end(let end): .end(end)
            }
        return HTTPReply(kind, isUndoable: reply.isUndoable)
    }

    /// Whether a request came over a socket from another address.
    private func hasSocket(_ id: RequestID) -> Bool {
        requests[id].entry.map { !$0.noted.http.address.isEmpty } ?? true
    }

    private func placed(_ wait: Wait) -> WaitID {
        if wait.isRestless { restlessWaitCount += 1 }
        return waits.insert(wait)
    }

    @discardableResult
    private func remove(_ id: WaitID) -> Wait? {
        guard let wait = waits.remove(id) else { return nil }
        if wait.isRestless { restlessWaitCount -= 1 }
        return wait
    }

    package var mayResume: Bool { restlessWaitCount > 0 || host.haveOutcomes }

    private func placed(_ stream: any HostStream) -> StreamID {
        let id = streams.insert(stream)
        stream.enter(&index, as: id.index)
        return id
    }

    package func streamsWithNews(at now: Timestamp) -> [StreamID] {
        index.streamsWithNews(in: &host, at: now) { number, sweep in
            streams[StreamID(index: number)]?.hasNews(sweep) ?? false
        }.map(StreamID.init)
    }

    package func produce(
        _ id: StreamID, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        guard let stream = streams[id] else { return .finished }
        let progress = stream.produce(from: &host, into: &output, at: now)
        if stream.takeBeginning() { stream.begin(in: &index, as: id.index) }
        // Nobody else asks how many there were.
        if !shown.isEmpty, !output.isEmpty, let cluster = stream.clusterWithSocket {
            deliveryCounts[cluster, default: 0] &+= 1
        }
        if progress.isLast { remove(id) }
        return progress
    }

    @discardableResult
    private func remove(_ id: StreamID) -> (any HostStream)? {
        guard let stream = streams.remove(id) else { return nil }
        stream.leave(&index, as: id.index)
        return stream
    }

    package func abandon(_ id: WaitID) {
        guard let wait = remove(id) else { return }
        guard let reply = host.abandon(wait.wait, in: wait.cluster) else { return }
        requests[wait.request].entry?.decide(reply, at: monotonic())
    }

    package func cancel(_ id: StreamID) {
        remove(id)?.cancel(in: &host)
    }

    package func follow(to now: Timestamp) -> Timestamp? {
        withNextLook(after: host.follow(to: now), at: now)
    }

    package func advance(to now: Timestamp) -> Timestamp? {
        withNextLook(after: host.advance(to: now), at: now)
    }

    /// When there is next something to do: at `due`, or before, where somebody waits for quiet.
    private func withNextLook(after due: Timestamp?, at now: Timestamp) -> Timestamp? {
        guard !shown.isEmpty else { return due }
        showActivities()
        let nextLook = now + Self.lookInterval
        return due.map { min($0, nextLook) } ?? nextLook
    }

    package func date(at now: Timestamp) -> Timestamp { host.time(at: now) }

    package func clockWasSet(by jump: Duration) {
        let clusters = host.followMachineClock(by: jump)
        for stream in streams.all where clusters.contains(stream.cluster) {
            stream.shift(by: jump)
        }
        waits.update { wait in
            guard clusters.contains(wait.cluster), case .revision(var request) = wait.wait else {
                return
            }
            request.shift(by: jump)
            wait.wait = .revision(request)
        }
    }

    package func close(at now: Timestamp) {
        host.close(at: now)
    }
}

// MARK: - What others do

/// A clock that was advanced waits until it is quiet in its cluster.
extension HostHandler {
    /// Shows from now on whoever looks at a clock what is done in its cluster.
    func beginShowing(_ place: ClockPlace) {
        shown[place.cluster] = place.face
        show(place.cluster, on: place.face)
    }

    /// Does not show that any more.
    func endShowing(_ place: ClockPlace) { shown[place.cluster] = nil }

    /// For how long nobody has asked anything, or waits for an answer, or watches.
    package var idleTime: Duration {
        guard waits.isEmpty, streams.isEmpty, requests.inFlight.isEmpty else {
            return .zero
        }
        return monotonic() - lastActivity
    }

    private func showActivities() {
        for (cluster, face) in shown { show(cluster, on: face) }
    }

    /// Shows what is done now.
    func show(_ cluster: ClusterID, on face: ClockFace) {
        guard var activity = host.activity(of: cluster) else { return }
        for wait in waits.all where wait.cluster == cluster && wait.isOfClient {
            activity.waitingCount += 1
        }
        let open = requests.inFlight[cluster] ?? InFlightRequests()
        activity.movingCount = max(0, open.readOnly + open.mutating - activity.waitingCount)
        activity.deliveryCount = deliveryCounts[cluster] ?? 0
        face.show(activity)
    }
}

// MARK: - What is final

extension HostHandler {
    package func didAnswer(_ id: RequestID, _ outcome: AnswerOutcome, at now: Timestamp) {
        let time = monotonic()
        lastActivity = time
        defer { showActivities() }
        var request = requests.take(id)
        // Its client has left before it is known whether it has happened.
        if isDurable, unkept.lose(id, request, outcome, at: time) { return }
        finish(&request, outcome, at: time, now)
    }

    /// Has the log, the metrics and the journal tell of a request, the answer to which was final at
    /// `time`.
    private func finish(
        _ request: inout OpenRequest, _ outcome: AnswerOutcome, at time: Duration,
        _ now: Timestamp
    ) {
        request.entry?.end(with: outcome, at: time)
        let cluster = request.cluster
        if let line = request.line {
            var fields = line.fields(outcome, request.entry, at: time)
            host.addPlace(in: cluster, at: now, to: &fields)
            host.logger?.debug("HTTP", metadata: fields)
        }
        host.note(&request.entry, in: cluster, at: now)
    }
}

// MARK: - What is kept

extension HostHandler {
    package var durable: (any DurableHandler)? { isDurable ? self : nil }

    package var isKept: Bool { host.isKept }

    package func beginKeeping(done: @escaping @Sendable () -> Void) {
        host.beginKeeping(done: done)
    }

    package var isKeepingDone: Bool { host.isKeepingDone }

    package func endKeeping(at now: Timestamp) -> Bool {
        let isKept = host.endKeeping(at: now)
        let time = monotonic()
        let (members, lost) = unkept.takeAll()
        for id in members {
            requests[id].entry?.endKeeping(isKept, at: time)
        }
        for var lost in lost {
            lost.request.entry?.endKeeping(isKept, at: time)
            finish(&lost.request, lost.outcome, at: lost.time, now)
        }
        return isKept
    }

    package func refuse(
        _ request: HTTPRequest, as id: RequestID, at now: Timestamp
    ) -> HTTPResponse {
        let response = host.refuse(request, at: now)
        requests[id].entry?.refuse(with: response, at: monotonic())
        return response
    }
}
