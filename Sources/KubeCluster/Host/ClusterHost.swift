import KubeAPI
package import KubeEndpoints
package import KubeHTTP1
import KubeRegistry
import KubeStore
package import KubeTime
package import Logging

/// All clusters of a process: the default one at `/`, and any other under `/clusters/<name>/`.
///
/// Nothing here looks at clusters that have nothing to do: thousands of idle ones cost memory only.
package struct ClusterHost: Sendable {
    /// Changes with whatever the streams of any cluster can tell.
    package private(set) var version: UInt64 = 0

    /// What clusters are like unless they are created with options of their own.
    let settings: ClusterSettings

    /// Where requests and changes of state are noted; nil in tests.
    package var logger: Logger? {
        didSet { beginTelling() }
    }

    /// What keeps web pages out; nil where there is no socket that they could reach.
    package var pageGuard: PageGuard?

    /// Whether the log tells changes of state.
    private(set) var tells = false

    /// How many requests to each cluster have no final answer, as somebody was told who asks for metrics.
    package var inFlight: [ClusterID: InFlightRequests] = [:]

    /// The default cluster, which is always there.
    private(set) var main: Cluster
    private var others: [Entry] = []
    private var positions: [ClusterID: Int] = [:]
    private var names: [String: ClusterID] = [:]
    private var due = Deadlines<UInt64>()
    /// The clusters that do something that takes long, in the order in which they go on.
    private var busy: [ClusterID] = []
    /// The clusters in which something has happened since the last `advance`.
    private var stirred: [ClusterID] = []
    private var count = ClusterID.default.number + 1
    /// Where the clocks of all clusters can be seen.
    package let clocks = ClockDirectory()
    /// Where the names and seeds of clusters come from, in order.
    var random: Random

    /// A cluster beside the default one.
    private struct Entry: Sendable {
        let id: ClusterID
        let name: String
        var cluster: Cluster
    }

    /// A host of the default cluster alone; `seed` decides everything random in all of them.
    package init(_ settings: ClusterSettings, seed: UInt64, at wall: Timestamp) {
        self.init(settings, default: Cluster(settings, seed: seed, at: wall), seed: seed)
    }

    /// A host of the default cluster alone, which was made before.
    package init(_ settings: ClusterSettings, default cluster: Cluster, seed: UInt64) {
        self.settings = settings
        main = cluster
        main.isStirred = true
        clocks[""] = ClockPlace(cluster: .default, face: main.face)
        stirred = [.default]
        random = Random(seed: seed ^ 0x6A09_E667_F3BC_C908)
    }

    /// Adds a cluster under a name that is free.
    mutating func insert(_ cluster: Cluster, named name: String) -> ClusterID {
        let id = ClusterID(number: count)
        count += 1
        var cluster = cluster
        cluster.beginTelling(at: logger?.logLevel)
        cluster.isStirred = true
        positions[id] = others.count
        names[name] = id
        clocks[name] = ClockPlace(cluster: id, face: cluster.face)
        others.append(Entry(id: id, name: name, cluster: cluster))
        stirred.append(id)
        return id
    }

    /// Takes out the cluster called `name`; nil when there is none beside the default one.
    mutating func remove(named name: String) -> Cluster? {
        guard let id = names.removeValue(forKey: name),
            let position = positions.removeValue(forKey: id)
        else { return nil }
        others.swapAt(position, others.count - 1)
        let cluster = others.removeLast().cluster
        if position < others.count { positions[others[position].id] = position }
        due[id.number] = nil
        clocks[name] = nil
        version &+= 1
        return cluster
    }

    /// The names of the clusters beside the default one, in order.
    package var clusterNames: [String] { names.keys.sorted() }

    /// The cluster called `name`.
    package func clusterID(named name: String) -> ClusterID? { names[name] }

    /// What is to be seen of those who live by a cluster's clock; nil when there is no such cluster.
    package func activity(of id: ClusterID) -> ClusterActivity? {
        id == .default ? main.activity : positions[id].map { others[$0].cluster.activity }
    }

    /// Lets `body` do something to a cluster, and has the next `advance` follow; nil when there is no
    /// such cluster any more.
    package mutating func withCluster<Result>(
        _ id: ClusterID, _ body: (inout Cluster) -> Result
    ) -> Result? {
        visit(id) { cluster in
            cluster.isStirred = true
            return body(&cluster)
        }
    }

    /// The same, where the cluster itself tells whether there is something to follow.
    ///
    /// Inlined, so that what `body` uses need not be copied.
    @inline(__always)
    private mutating func visit<Result>(
        _ id: ClusterID, _ body: (inout Cluster) -> Result
    ) -> Result? {
        let visit: ClusterVisit<Result>
        if id == .default {
            visit = ClusterVisit(of: &main, body)
        } else if let position = positions[id] {
            visit = ClusterVisit(of: &others[position].cluster, body)
        } else {
            return nil
        }
        if visit.isNewVersion { version &+= 1 }
        if visit.isNewlyStirred { stirred.append(id) }
        return visit.result
    }
}

/// What has come of doing something to a cluster.
private struct ClusterVisit<Result> {
    let result: Result
    /// Whether watches may have something to tell.
    let isNewVersion: Bool
    /// Whether the cluster is stirred and was not before.
    let isNewlyStirred: Bool

    @inline(__always)
    init(of cluster: inout Cluster, _ body: (inout Cluster) -> Result) {
        let (wasStirred, version) = (cluster.isStirred, cluster.version)
        result = body(&cluster)
        isNewVersion = cluster.version != version
        isNewlyStirred = cluster.isStirred && !wasStirred
    }
}

// MARK: - Requests

extension ClusterHost {
    /// Answers `request`, or says how the answer will come.
    ///
    /// `fate` is what rules did before to a request that is asked again.
    package mutating func respond(
        to request: HTTPRequest, after fate: RequestFate? = nil, at wall: Timestamp
    ) -> HostReply {
        if let refusal = pageGuard?.refusal(of: request) { return refuse(with: refusal, at: wall) }
        guard let id = cluster(of: request) else { return noReply(to: request, at: wall) }
        if id == .default, settings.options.servesControlAPI || request.isByOwner,
            request.destination.target.segments.first == "fake"
        {
            let reply = Self.controlTable.respond(to: request, in: &self, at: wall)
            return HostReply(
                cluster: id, reply: ClusterReply(reply).dated(main.date(at: wall)))
        }
        if request.target.segments.last == "metrics" { prepareMetrics(of: id) }
        guard var reply = visit(id, { $0.respond(to: request, after: fate, at: wall) }) else {
            return HostReply(cluster: id, reply: deletedReply(at: wall))
        }
        // The other clusters are not kept, and so not undone.
        if id != .default { reply.isUndoable = false }
        return HostReply(cluster: id, reply: reply)
    }

    /// What is said to whoever waits in a cluster that is deleted.
    static let deleted = StatusError(
        code: 404, reason: "NotFound", message: "the cluster was deleted")

    private func deletedReply(at wall: Timestamp) -> ClusterReply {
        .complete(HTTPResponse(control: Self.deleted), isUndoable: false)
            .dated(main.date(at: wall))
    }

    /// Answers a request that was told to wait in `cluster`; nil when it must wait longer.
    package mutating func resume(
        _ wait: ClusterWait, in cluster: ClusterID, at wall: Timestamp
    ) -> ClusterReply? {
        guard let reply = visit(cluster, { $0.resume(wait, at: wall) }) else {
            return deletedReply(at: wall)
        }
        if reply != nil { version &+= 1 }
        return reply
    }

    /// Whether somebody who waits for what is expected of the default cluster may be told something.
    ///
    /// Mutating, so that whoever holds the host as a property does not copy it to ask.
    package var haveOutcomes: Bool {
        mutating get { main.expectations.haveOutcomes }
    }

    /// What may be news to the watches in `cluster` that have said all there was; nil where it is gone.
    mutating func news(in cluster: ClusterID, at wall: Timestamp) -> WatchNews? {
        visit(cluster) { $0.news(at: wall) }
    }

    /// Appends what a watch in `cluster` has to say.
    package mutating func produce(
        _ stream: inout WatchStream, in cluster: ClusterID, into output: inout [UInt8],
        at wall: Timestamp
    ) -> StreamProgress {
        if cluster == .default { return main.produce(&stream, into: &output, at: wall) }
        guard let position = positions[cluster] else { return .finished }
        return others[position].cluster.produce(&stream, into: &output, at: wall)
    }

    /// Appends what somebody who follows the requests of `cluster` is to be told.
    package mutating func produce(
        _ stream: inout RequestStream, in cluster: ClusterID, into output: inout [UInt8]
    ) -> StreamProgress {
        visit(cluster) { $0.produce(&stream, into: &output) } ?? .finished
    }

    /// Forgets a request that waits in `cluster`, whose client has left; returns what has become of it
    /// since it was told to wait.
    @discardableResult
    package mutating func abandon(
        _ wait: ClusterWait, in cluster: ClusterID
    ) -> ClusterReply? {
        withCluster(cluster) { $0.abandon(wait) } ?? nil
    }

    /// Appends what has come of an answer of `cluster` that comes in pieces.
    package mutating func produce(
        _ body: inout MeteredBody, in cluster: ClusterID, into output: inout [UInt8],
        at wall: Timestamp
    ) -> StreamProgress {
        visit(cluster) { $0.produce(&body, into: &output, at: wall) } ?? .cut(.close)
    }

    /// Forgets an answer of `cluster` that comes in pieces, whose client has left.
    package mutating func cancel(_ body: MeteredBody, in cluster: ClusterID) {
        _ = visit(cluster) { $0.cancel(body) }
    }

    /// Forgets a watch in `cluster`, whose client has left.
    package mutating func cancel(_ stream: WatchStream, in cluster: ClusterID) {
        _ = withCluster(cluster) { $0.cancel(stream) }
    }

    /// Forgets somebody who has followed the requests of `cluster`.
    package mutating func cancel(_ stream: RequestStream, in cluster: ClusterID) {
        _ = visit(cluster) { $0.cancel(stream) }
    }

    /// Takes note of a request to `cluster` whose answer is final, and so empties `entry`; nothing happens
    /// where it is empty.
    package mutating func note(
        _ entry: inout RequestEntry?, in cluster: ClusterID, at wall: Timestamp
    ) {
        let isFollowed: Bool
        let isAwaited: Bool
        if cluster == .default {
            isFollowed = main.note(&entry, at: wall)
            isAwaited = main.haveUnseenRequests
        } else if let position = positions[cluster] {
            isFollowed = others[position].cluster.note(&entry, at: wall)
            isAwaited = others[position].cluster.haveUnseenRequests
        } else {
            return
        }
        if isFollowed { version &+= 1 }
        // Whoever expects requests is told when the cluster is next looked after.
        if isAwaited { _ = withCluster(cluster) { _ in } }
        tellNotices(of: cluster, at: wall)
    }
}

// MARK: - Time

extension ClusterHost {
    /// Whether something has happened that the next `advance` must follow.
    package var isStirred: Bool { !stirred.isEmpty }

    /// Lets every cluster do what is due and what follows from what has happened; returns when there
    /// will next be something to do: `wall` when a cluster does something that takes long.
    package mutating func follow(to wall: Timestamp) -> Timestamp? {
        // Most requests only read, and leave nothing to do.
        guard isStirred || due.next.map({ $0 <= wall }) == true else { return next(at: wall) }
        var ids = stirred
        stirred = []
        // Before they are looked after: what goes on meanwhile stirs them anew.
        for id in ids { _ = visit(id) { $0.isStirred = false } }
        while let number = due.popFirst(dueAt: wall) { ids.append(ClusterID(number: number)) }
        for id in ids { look(after: id, at: wall) { $0.follow(to: wall) } }
        return next(at: wall)
    }

    /// The same, and lets one of the clusters that do something that takes long do a slice of it: they
    /// take turns.
    package mutating func advance(to wall: Timestamp) -> Timestamp? {
        _ = follow(to: wall)
        guard !busy.isEmpty else { return due.next }
        look(after: busy.removeFirst(), at: wall) { $0.advance(to: wall) }
        return next(at: wall)
    }

    private func next(at wall: Timestamp) -> Timestamp? { busy.isEmpty ? due.next : wall }

    private mutating func look(
        after id: ClusterID, at wall: Timestamp, _ body: (inout Cluster) -> Timestamp?
    ) {
        let outcome = visit(id) { (body(&$0), $0.controllers?.takeCollected() ?? []) }
        guard let (next, collected) = outcome else { return }
        if let next, next > wall {
            due[id.number] = next
        } else if next != nil, !busy.contains(id) {
            busy.append(id)
        }
        for object in collected { note(object, in: id, at: wall) }
        tellNotices(of: id, at: wall)
    }

    /// Has every cluster follow the machine's clock, which was set forward by `jump`, or back; returns those
    /// whose clocks show its time.
    package mutating func followMachineClock(by jump: Duration) -> Set<ClusterID> {
        due.shift(by: jump)
        let ids = [.default] + others.map(\.id)
        for id in ids { _ = visit(id) { $0.followMachineClock(by: jump) } }
        return Set(ids.filter { clock(of: $0)?.isMachines == true })
    }

    /// What the default cluster's clock shows.
    ///
    /// Mutating, so that whoever holds the host as a property does not copy it to ask.
    package mutating func time(at wall: Timestamp) -> Timestamp { main.clock.now(at: wall) }

    /// Notes why an object is gone that nobody has asked to delete.
    private func note(_ object: CollectedObject, in id: ClusterID, at wall: Timestamp) {
        guard let logger else { return }
        var fields: Logger.Metadata = [
            "object": "\(object.key.resource)/\(object.key.path)",
            "owners": "\(object.owners.joined(separator: ", "))",
            "propagationPolicy": "\(object.policy.rawValue)",
        ]
        addPlace(in: id, at: wall, to: &fields)
        logger.info("Deleted an object whose owners are gone", metadata: fields)
    }

    /// What a cluster is called.
    func name(of id: ClusterID) -> String {
        positions[id].map { others[$0].name } ?? Self.defaultName
    }

    /// The clock of a cluster; nil where there is no such cluster any more.
    func clock(of id: ClusterID) -> ClusterClock? {
        id == .default ? main.clock : positions[id].map { others[$0].cluster.clock }
    }

    /// What is to be told of a cluster by now; each is told once.
    mutating func takeNotices(of id: ClusterID) -> [Notice] {
        if id == .default { return main.takeNotices() }
        return positions[id].map { others[$0].cluster.takeNotices() } ?? []
    }

    private mutating func beginTelling() {
        main.beginTelling(at: logger?.logLevel)
        tells = main.tells
        for index in others.indices {
            others[index].cluster.beginTelling(at: logger?.logLevel)
        }
    }

    /// Prepares for the end: the coordinators release their leases.
    package mutating func stop(at wall: Timestamp) {
        for id in [.default] + others.map(\.id) {
            _ = withCluster(id) { $0.stop(at: wall) }
            tellNotices(of: id, at: wall)
        }
        version &+= 1
    }
}
