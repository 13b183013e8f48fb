import KubeRegistry
package import KubeStore

/// The books of a cluster's watches: which client was told of which changes.
package struct WatchBooks: Sendable {
    /// How many books of watches that have ended are kept.
    private static let closedMax = 1000

    /// How often it has changed which watches are open, and what is known of them.
    package private(set) var changeCount: UInt64 = 0

    private var open: [WatchID: Entry] = [:]
    /// Those of watches that have ended, oldest first.
    private var closed: [Entry] = []
    /// How many events those were sent that have ended, for each resource in each version.
    private var closedEventCounts: [(served: ServedResource, count: UInt64)] = []

    private struct Entry: Sendable {
        let watch: WatchID
        let client: String
        let labels: RequestLabels
        let book: WatchBook
        var request: PackedRequest?
    }

    /// A watch that has told its client of a change.
    package struct Delivery: Hashable, Sendable {
        /// Which watch it is.
        package let watch: WatchID
        /// Whose watch it is.
        package let client: String
    }

    /// Notes that `client` has begun to watch `target`; the timers of the watch run.
    mutating func open(_ stream: WatchStream, of client: String, _ target: Target) {
        guard let id = stream.id else { return }
        let labels = RequestLabels(.watch, target, selectsObject: stream.selectsObject)
        open[id] = Entry(watch: id, client: client, labels: labels, book: stream.book)
        changeCount += 1
    }

    /// Notes what was asked for by the one who has begun to watch.
    mutating func identify(_ watch: WatchID, as request: NotedRequest) {
        open[watch]?.request = PackedRequest(request)
        changeCount += 1
    }

    /// Who has begun a watch that is open; nil when it is not.
    package func client(of watch: WatchID) -> String? { open[watch]?.client }

    /// The watches that are open, in the order in which they began.
    package func openWatches(of store: ObjectStore) -> [OpenWatch] {
        open.values.map { entry in
            OpenWatch(
                id: entry.watch, client: entry.client, request: entry.request,
                revision: entry.book.revision, eventCount: entry.book.eventCount,
                missingCount: entry.book.missingCount(in: store))
        }.sorted { $0.id.number < $1.id.number }
    }

    /// Notes that a watch has ended; once.
    mutating func close(_ stream: WatchStream) {
        guard let id = stream.id, let entry = open.removeValue(forKey: id) else { return }
        changeCount += 1
        // Removing many at a time keeps the cost of one constant on average.
        if closed.count >= 2 * Self.closedMax { closed.removeFirst(Self.closedMax) }
        closed.append(entry)
        Self.add(
            UInt64(entry.book.frameCount), of: entry.labels.served, to: &closedEventCounts)
    }

    /// Forgets the watches that have ended.
    mutating func forgetClosed() {
        closed = []
    }

    /// How many events were sent, for each resource in each version that was watched.
    var eventCounts: [(served: ServedResource, count: UInt64)] {
        var counts = closedEventCounts
        for entry in open.values {
            Self.add(UInt64(entry.book.frameCount), of: entry.labels.served, to: &counts)
        }
        return counts
    }

    private static func add(
        _ count: UInt64, of served: ServedResource,
        to counts: inout [(served: ServedResource, count: UInt64)]
    ) {
        guard let place = counts.firstIndex(where: { $0.served.kind === served.kind }) else {
            return counts.append((served, count))
        }
        counts[place].count += count
    }

    /// How many watches are open, by what they watch.
    var openCounts: [(labels: RequestLabels, count: UInt64)] {
        var counts: [(labels: RequestLabels, count: UInt64)] = []
        for entry in open.values {
            let place = counts.firstIndex { $0.labels == entry.labels }
            if let place { counts[place].count += 1 } else { counts.append((entry.labels, 1)) }
        }
        return counts
    }

    /// The watches that have told their clients of `event`, in the order in which they began.
    package func deliveries(of event: StoreEvent) -> [Delivery] {
        (closed.suffix(Self.closedMax) + open.values).filter { $0.book.contains(event) }
            .map { Delivery(watch: $0.watch, client: $0.client) }
            .sorted { $0.watch.number < $1.watch.number }
    }
}
