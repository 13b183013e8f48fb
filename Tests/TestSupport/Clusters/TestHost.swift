package import KubeCluster
package import KubeEndpoints
package import KubeHTTP1
package import KubeStore
package import KubeTime
import Testing

/// A server in the process of its test, without sockets, and the clock that it goes by, which only
/// the test moves.
///
/// This is how tests come to a cluster in process. What a suite needs beyond it, such as a database,
/// protobuf or many clients at a time, it builds upon this.
package struct TestHost {
    /// The clusters; most tests have but the default one.
    package var clusters: ClusterHost
    /// What the machine's clock shows.
    package var now: Timestamp

    /// A host whose default cluster is as `options` say, with what `store` holds, and kept in
    /// `persistence`, where there is one.
    package init(
        _ options: ClusterOptions = ClusterOptions(), seed: UInt64 = 1,
        store: ObjectStore = ObjectStore(), persistence: ClusterPersistence? = nil,
        at now: Timestamp = .epoch
    ) throws {
        let settings = try ClusterSettings(options)
        let cluster = Cluster(
            settings, seed: seed, store: store, persistence: persistence, at: now)
        clusters = ClusterHost(settings, default: cluster, seed: seed)
        self.now = now
    }

    /// Does what is due; returns when there will next be something to do.
    @discardableResult
    package mutating func advance() -> Timestamp? { clusters.advance(to: now) }

    /// What is said to `request` at once.
    package mutating func respond(to request: HTTPRequest) -> HostReply {
        clusters.respond(to: request, at: now)
    }

    /// Appends everything that a watch has to say; returns whether it goes on.
    package mutating func produce(
        _ stream: inout WatchStream, in cluster: ClusterID = .default, into output: inout [UInt8]
    ) -> Bool {
        var progress = StreamProgress.more
        untilDone {
            progress = clusters.produce(&stream, in: cluster, into: &output, at: now)
            return progress != .more
        }
        return progress == .idle
    }
}
