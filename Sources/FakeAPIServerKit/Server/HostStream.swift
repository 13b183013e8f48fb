import KubeCluster
import KubeEndpoints
import KubeHTTP1
import KubeTime

/// What a client is told for as long as it listens, and by which cluster.
///
/// In a place of its own, in which it is changed and never copied.
protocol HostStream: AnyObject {
    /// The cluster that tells it.
    var cluster: ClusterID { get }

    /// Has all that comes with time come as much later as the cluster's clock was set forward.
    func shift(by difference: Duration)

    /// Appends what there is to say.
    func produce(
        from host: inout ClusterHost, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress

    /// Forgets the stream, whose client has left.
    func cancel(in host: inout ClusterHost)

    /// Whether there may be something to say.
    func hasNews(_ sweep: WatchSweep) -> Bool

    /// Has `index` know the stream by `number`.
    func enter(_ index: inout WatchIndex, as number: Int)

    /// Whether the stream has begun since this was last asked, after it had to wait for that.
    func takeBeginning() -> Bool

    /// Tells `index` that the stream has begun.
    func begin(in index: inout WatchIndex, as number: Int)

    /// The cluster of which a client is told over a socket, and so takes its time to read it; nil for
    /// others.
    var clusterWithSocket: ClusterID? { get }

    /// Has `index` forget the stream.
    func leave(_ index: inout WatchIndex, as number: Int)
}

/// A watch.
final class HostWatch: HostStream {
    private var stream: WatchStream
    let cluster: ClusterID
    private let hasSocket: Bool
    /// Whether it waits for the store before it begins, as far as the index knows.
    private var isWaiting: Bool

    init(_ stream: WatchStream, in cluster: ClusterID, hasSocket: Bool) {
        self.stream = stream
        self.hasSocket = hasSocket
        self.cluster = cluster
        isWaiting = stream.isWaiting
    }

    func produce(
        from host: inout ClusterHost, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        host.produce(&stream, in: cluster, into: &output, at: now)
    }

    func cancel(in host: inout ClusterHost) { host.cancel(stream, in: cluster) }

    var clusterWithSocket: ClusterID? { hasSocket ? cluster : nil }

    func hasNews(_ sweep: WatchSweep) -> Bool { stream.hasNews(sweep) }

    func shift(by difference: Duration) { stream.shift(by: difference) }

    func enter(_ index: inout WatchIndex, as number: Int) {
        index.insert(number, stream, in: cluster)
    }

    func takeBeginning() -> Bool {
        guard isWaiting, !stream.isWaiting else { return false }
        isWaiting = false
        return true
    }

    func begin(in index: inout WatchIndex, as number: Int) { index.begin(number, in: cluster) }

    func leave(_ index: inout WatchIndex, as number: Int) {
        index.remove(number, stream, in: cluster)
    }
}

/// A stream that any change may be news to, from its beginning on.
extension HostStream {
    func hasNews(_ sweep: WatchSweep) -> Bool { true }

    func shift(by difference: Duration) {}

    var clusterWithSocket: ClusterID? { nil }

    func enter(_ index: inout WatchIndex, as number: Int) { index.insertFollower(number) }

    func takeBeginning() -> Bool { false }

    func begin(in index: inout WatchIndex, as number: Int) {}

    func leave(_ index: inout WatchIndex, as number: Int) { index.removeFollower(number) }
}

/// A long list, which is sent as fast as its client takes it, whatever changes.
final class HostList: HostStream {
    private var list: ListStream
    let cluster: ClusterID

    init(_ list: ListStream, in cluster: ClusterID) {
        self.list = list
        self.cluster = cluster
    }

    func produce(
        from host: inout ClusterHost, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        list.produce(into: &output)
    }

    func cancel(in host: inout ClusterHost) {}

    func enter(_ index: inout WatchIndex, as number: Int) {}

    func leave(_ index: inout WatchIndex, as number: Int) {}
}

/// Somebody who follows requests.
final class RequestFollower: HostStream {
    private var stream: RequestStream
    let cluster: ClusterID

    init(_ stream: RequestStream, in cluster: ClusterID) {
        self.stream = stream
        self.cluster = cluster
    }

    func produce(
        from host: inout ClusterHost, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        host.produce(&stream, in: cluster, into: &output)
    }

    func cancel(in host: inout ClusterHost) { host.cancel(stream, in: cluster) }
}

/// An answer that comes in pieces.
final class HostMeter: HostStream {
    private var body: MeteredBody
    let cluster: ClusterID

    init(_ body: MeteredBody, in cluster: ClusterID) {
        self.body = body
        self.cluster = cluster
    }

    func produce(
        from host: inout ClusterHost, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        host.produce(&body, in: cluster, into: &output, at: now)
    }

    func cancel(in host: inout ClusterHost) { host.cancel(body, in: cluster) }

    func shift(by difference: Duration) { body.shift(by: difference) }
}
