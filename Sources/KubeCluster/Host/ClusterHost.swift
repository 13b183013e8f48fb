import KubeAPI
package import KubeEndpoints
package import KubeHTTP1
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
    package var logger: Logger?

    /// The default cluster comes first.
    private(set) var clusters: [Entry] = []
    private(set) var positions: [ClusterID: Int] = [:]
    private var names: [String: ClusterID] = [:]
    private var due = Deadlines<ClusterID>()
    /// The clusters that somebody has asked something since the last `advance`.
    private var stirred: [ClusterID] = []
    private var count: UInt64 = 0
    /// Where the names and seeds of clusters come from, in order.
    var random: Random

    /// A cluster, and whether it wants to be visited.
    struct Entry: Sendable {
        let id: ClusterID
        /// Empty for the default cluster.
        let name: String
        var cluster: Cluster
        var isStirred = false
    }

    /// A host of the default cluster alone; `seed` decides everything random in all of them.
    package init(_ settings: ClusterSettings, seed: UInt64, at wall: Timestamp) {
        self.init(settings, default: Cluster(settings, seed: seed, at: wall), seed: seed)
    }

    /// A host of the default cluster alone, which was made before.
    package init(_ settings: ClusterSettings, default cluster: Cluster, seed: UInt64) {
        self.settings = settings
        random = Random(seed: seed ^ 0x6A09_E667_F3BC_C908)
        _ = insert(cluster, named: "")
    }

    /// Adds a cluster under a name that is free.
    mutating func insert(_ cluster: Cluster, named name: String) -> ClusterID {
        let id = ClusterID(number: count)
        count += 1
        positions[id] = clusters.count
        names[name] = id
        clusters.append(Entry(id: id, name: name, cluster: cluster))
        stir(clusters.count - 1)
        return id
    }

    /// Takes out the cluster called `name`; nil when there is none beside the default one.
    mutating func remove(named name: String) -> Cluster? {
        guard !name.isEmpty, let id = names.removeValue(forKey: name),
            let position = positions.removeValue(forKey: id)
        else { return nil }
        clusters.swapAt(position, clusters.count - 1)
        let cluster = clusters.removeLast().cluster
        if position < clusters.count { positions[clusters[position].id] = position }
        due[id] = nil
        version &+= 1
        return cluster
    }

    /// The names of the clusters beside the default one, in order.
    package var clusterNames: [String] {
        names.keys.filter { !$0.isEmpty }.sorted()
    }

    /// The cluster called `name`.
    package func clusterID(named name: String) -> ClusterID? {
        name.isEmpty ? nil : names[name]
    }

    /// Has the next `advance` visit the cluster.
    private mutating func stir(_ position: Int) {
        guard !clusters[position].isStirred else { return }
        clusters[position].isStirred = true
        stirred.append(clusters[position].id)
    }

    /// Lets `body` do something to a cluster; nil when there is no such cluster any more.
    package mutating func withCluster<Result>(
        _ id: ClusterID, _ body: (inout Cluster) -> Result
    ) -> Result? {
        guard let position = positions[id] else { return nil }
        let before = clusters[position].cluster.version
        let result = body(&clusters[position].cluster)
        if clusters[position].cluster.version != before { version &+= 1 }
        stir(position)
        return result
    }
}

// MARK: - Requests

extension ClusterHost {
    /// Answers `request`, or says how the answer will come.
    package mutating func respond(to request: HTTPRequest, at wall: Timestamp) -> HostReply {
        guard request.target.segments.first == "clusters" else {
            return respond(to: request, in: .default, at: wall)
        }
        guard let (prefix, rest) = request.target.splitting(afterSegments: 2),
            let id = clusterID(named: request.target.segments[1])
        else {
            let error = StatusError(
                code: 404, reason: "NotFound",
                message: "there is no cluster at \(request.target.path); POST /fake/clusters "
                    + "creates one, and GET lists them")
            return HostReply(
                cluster: .default,
                reply: ClusterReply.complete(HTTPResponse(control: error), isUndoable: false)
                    .dated(clusters[0].cluster.date(at: wall)))
        }
        var request = request
        request.basePath = prefix
        request.target = rest
        return respond(to: request, in: id, at: wall)
    }

    private mutating func respond(
        to request: HTTPRequest, in id: ClusterID, at wall: Timestamp
    ) -> HostReply {
        if id == .default, settings.options.servesControlAPI,
            request.target.segments.first == "fake"
        {
            let reply = Self.controlTable.respond(to: request, in: &self, at: wall)
            let date = clusters[0].cluster.date(at: wall)
            return HostReply(cluster: id, reply: ClusterReply(reply).dated(date))
        }
        guard var reply = withCluster(id, { $0.respond(to: request, at: wall) }) else {
            return HostReply(cluster: id, reply: Self.deletedReply)
        }
        // The other clusters are not kept, and so not undone.
        if id != .default { reply.isUndoable = false }
        return HostReply(cluster: id, reply: reply)
    }

    /// What is said to whoever waits in a cluster that is deleted.
    static let deleted = StatusError(
        code: 404, reason: "NotFound", message: "the cluster was deleted")

    private static var deletedReply: ClusterReply {
        .complete(HTTPResponse(control: deleted), isUndoable: false)
    }

    /// Answers a request that was told to wait in `cluster`; nil when it must wait longer.
    package mutating func resume(
        _ wait: ClusterWait, in cluster: ClusterID, at wall: Timestamp
    ) -> ClusterReply? {
        guard let position = positions[cluster] else { return Self.deletedReply }
        // Most requests that are asked wait on: they have not stirred anything.
        guard let reply = clusters[position].cluster.resume(wait, at: wall) else { return nil }
        version &+= 1
        stir(position)
        return reply
    }

    /// Appends what a watch in `cluster` has to say.
    package mutating func produce(
        _ stream: inout WatchStream, in cluster: ClusterID, into output: inout [UInt8],
        at wall: Timestamp
    ) -> StreamProgress {
        guard let position = positions[cluster] else { return .finished }
        return clusters[position].cluster.produce(&stream, into: &output, at: wall)
    }

    /// Forgets a request that waits in `cluster`, whose client has left.
    package mutating func abandon(_ wait: ClusterWait, in cluster: ClusterID) {
        _ = withCluster(cluster) { $0.abandon(wait) }
    }

    /// Forgets a watch in `cluster`, whose client has left.
    package mutating func cancel(_ stream: WatchStream, in cluster: ClusterID) {
        _ = withCluster(cluster) { $0.cancel(stream) }
    }

    /// Counts a request that was answered with `code`, or not at all.
    package mutating func count(
        _ labels: Metrics.RequestLabels, code: Int?, in cluster: ClusterID
    ) {
        guard let position = positions[cluster] else { return }
        clusters[position].cluster.api.count(labels, code: code)
    }
}

// MARK: - Time

extension ClusterHost {
    /// Lets every cluster do what is due; returns when there will next be something to do.
    package mutating func advance(to wall: Timestamp) -> Timestamp? {
        // Taken first: a cluster that has more to do at once must not keep the others waiting.
        var ids = stirred
        stirred = []
        while let id = due.popFirst(dueAt: wall) { ids.append(id) }
        for id in ids { advance(id, to: wall) }
        return due.next
    }

    private mutating func advance(_ id: ClusterID, to wall: Timestamp) {
        guard let position = positions[id] else { return }
        clusters[position].isStirred = false
        let before = clusters[position].cluster.version
        due[id] = clusters[position].cluster.advance(to: wall)
        if clusters[position].cluster.version != before { version &+= 1 }
    }

    /// Prepares for the end: the coordinators release their leases.
    package mutating func stop(at wall: Timestamp) {
        for position in clusters.indices {
            clusters[position].cluster.stop(at: wall)
            stir(position)
        }
        version &+= 1
    }
}
