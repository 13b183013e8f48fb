import KubeAPI
import KubeCoordinator
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime

/// Who held each lease from when to when, judged: a reader of the store's history.
///
/// It reads when it is asked, so that commits cost nothing, and keeps the last thousand terms that
/// ended. What the history forgot before it was asked first, it does not know.
struct TermJournal: Sendable {
    /// How many terms that ended are kept.
    static let endedMax = 1_000

    /// How many bytes the identities of terms that ended may take; with longer ones fewer are kept.
    private static let identityBytesMax = 1 << 20

    private var cursor = StoreCursor()
    private var ended: [LeaseTerm] = []
    private var endedIdentityBytes = 0
    private var tracks: [NamespacedName: LeaseTrack] = [:]

    /// How many terms that ended are no longer kept.
    private(set) var omittedCount = 0
    private var omittedFindings: [TermFinding.Kind: Int] = [:]

    /// In how many terms something was found, by what it was.
    var findingCounts: [TermFinding.Kind: Int] {
        terms.reduce(into: omittedFindings) { counts, term in term.countFindings(in: &counts) }
    }

    /// The terms in the order in which they began.
    var terms: [LeaseTerm] {
        (ended + tracks.values.compactMap(\.term)).sorted { $0.startVersion < $1.startVersion }
    }

    /// The terms of one lease, in the order in which they began.
    func terms(of lease: NamespacedName) -> [LeaseTerm] {
        ended.filter {
            $0.lease.hasSameBytes(as: lease.name) && $0.namespace.hasSameBytes(as: lease.namespace)
        } + [tracks[lease]?.term].compactMap(\.self)
    }

    /// Reads what happened in `store` since the last time.
    mutating func follow(_ store: ObjectStore, doubtfulWrites: DoubtfulWrites) {
        var reading = store.read(&cursor)
        if case .startAgain(let reason) = reading {
            if reason != .tooOld { self = TermJournal() }
            reading = begin(store)
        }
        guard case .changes(let events) = reading else { return }
        for event in events {
            observe(event, doubtfulWrites.doubt(about: event.object))
        }
    }

    /// Starts with what there was before the oldest change that is still known.
    private mutating func begin(_ store: ObjectStore) -> StoreReading {
        tracks = [:]
        let oldest = store.oldestRevision
        for stored in store.objects(Resource.leases.name, at: oldest) ?? StoredObjects() {
            guard let lease = Lease(stored) else { continue }
            tracks[NamespacedName(stored.key)] = LeaseTrack(lease, stored.revision)
        }
        cursor = store.cursor(after: oldest)
        return store.read(&cursor)
    }

    private mutating func observe(_ event: StoreEvent, _ doubt: DoubtfulWrites.Doubt?) {
        guard event.object.key.resource == Resource.leases.name else { return }
        let key = NamespacedName(event.object.key)
        var track = tracks[key] ?? LeaseTrack()
        if event.change == .deleted {
            append(track.endTerm(.leaseDeleted, event))
            tracks[key] = nil
        } else if let lease = Lease(event.object) {
            append(track.observe(lease, event, doubt))
            tracks[key] = track
        }
    }

    private mutating func append(_ term: LeaseTerm?) {
        guard let term else { return }
        ended.append(term)
        endedIdentityBytes += term.holderIdentity.utf8.count
        // Half at a time, so that the cost of a term is constant on average.
        if ended.count >= 2 * Self.endedMax { forgetOldest(Self.endedMax) }
        while endedIdentityBytes > Self.identityBytesMax, !ended.isEmpty {
            forgetOldest((ended.count + 1) / 2)
        }
    }

    private mutating func forgetOldest(_ count: Int) {
        omittedCount += count
        endedIdentityBytes -= ended.prefix(count).reduce(0) { $0 + $1.holderIdentity.utf8.count }
        for term in ended.prefix(count) { term.countFindings(in: &omittedFindings) }
        ended.removeFirst(count)
    }
}

extension LeaseTerm {
    /// Counts the term once for each kind of finding.
    fileprivate func countFindings(in counts: inout [TermFinding.Kind: Int]) {
        for kind in Set(findings.map(\.kind)) { counts[kind, default: 0] += 1 }
    }
}
