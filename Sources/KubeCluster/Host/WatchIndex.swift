package import KubeEndpoints
package import KubeTime

/// Which streams have to be asked when something has changed or their time has come.
///
/// Whoever holds them calls each by a number. Watches that nothing concerns cost nothing.
package struct WatchIndex: Sendable {
    private var clusters: [ClusterID: Watches] = [:]
    /// Those who follow requests and answers that come in pieces, of all clusters.
    private var followers: Set<Int> = []

    /// The watches of a cluster.
    fileprivate struct Watches: Sendable {
        var all = WatchNumbers()
        /// Those that wait for the store before they begin, whatever it is that changes.
        var waiting = WatchNumbers()
        var byCollection: [WatchedCollection: WatchNumbers] = [:]
        var byID: [WatchID: Int] = [:]
    }

    /// An index of no watches.
    package init() {}

    /// Adds a watch.
    package mutating func insert(_ number: Int, _ watch: WatchStream, in cluster: ClusterID) {
        clusters[cluster, default: Watches()].insert(number, watch)
    }

    /// Removes a watch that was added.
    package mutating func remove(_ number: Int, _ watch: WatchStream, in cluster: ClusterID) {
        clusters[cluster]?.remove(number, watch)
        if clusters[cluster]?.all.isEmpty == true { clusters[cluster] = nil }
    }

    /// Notes that a watch has begun.
    package mutating func begin(_ number: Int, in cluster: ClusterID) {
        clusters[cluster]?.waiting.remove(number)
    }

    /// Adds a stream that is asked whatever has changed.
    package mutating func insertFollower(_ number: Int) {
        followers.insert(number)
    }

    /// Removes a stream that is asked whatever has changed.
    package mutating func removeFollower(_ number: Int) {
        followers.remove(number)
    }

    /// The streams in `host` that may have something to say at `wall`, some of them perhaps twice.
    ///
    /// Those of a collection come in the order in which they were opened: whoever reads them in that
    /// order can read the first while the last are being told.
    ///
    /// `hasNews` tells whether one has where all have to be looked at.
    package func streamsWithNews(
        in host: inout ClusterHost, at wall: Timestamp,
        hasNews: (_ number: Int, WatchSweep) -> Bool
    ) -> [Int] {
        let watches = clusters.flatMap { cluster, watches in
            // Where the cluster is gone, the end of the watch is news.
            guard let news = host.news(in: cluster, at: wall) else { return watches.all.numbers }
            guard let sweep = news.sweep else { return watches.concerned(by: news) }
            return watches.all.numbers.filter { hasNews($0, sweep) }
        }
        // Behind the watches, of which they tell what these have shown.
        return watches + followers
    }
}

extension WatchIndex.Watches {
    fileprivate mutating func insert(_ number: Int, _ watch: WatchStream) {
        all.insert(number)
        if watch.isWaiting { waiting.insert(number) }
        byCollection[watch.collection, default: WatchNumbers()].insert(number)
        if let id = watch.id { byID[id] = number }
    }

    fileprivate mutating func remove(_ number: Int, _ watch: WatchStream) {
        all.remove(number)
        waiting.remove(number)
        if let id = watch.id { byID[id] = nil }
        byCollection[watch.collection]?.remove(number)
        if byCollection[watch.collection]?.isEmpty == true { byCollection[watch.collection] = nil }
    }

    fileprivate func concerned(by news: WatchNews) -> [Int] {
        var concerned: [Int] = []
        for collection in news.collections {
            if let watches = byCollection[collection] { concerned += watches.numbers }
        }
        if !news.collections.isEmpty { concerned += waiting.numbers }
        return concerned + news.due.compactMap { byID[$0] }
    }
}
