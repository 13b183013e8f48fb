import KubeHTTP1
import KubeJSON

/// Somebody who follows the journal: a place in it, and what is wanted.
///
/// Nothing is queued for a follower. One that reads so slowly that the journal has forgotten what comes
/// next is told how much that was, and goes on.
package struct RequestStream: Sendable {
    /// How many entries are looked at in one go, so that no reader holds up the others.
    private static let batchMax = 64

    private let match: RequestMatch
    private let lines: RequestLines
    /// The number of the last entry that was looked at.
    private var lastID: UInt64
    /// How many more lines are wanted.
    private var wantedCount: UInt64

    /// A follower who wants what satisfies `match` after the entry with the number `id`, and no more
    /// than `limit` lines.
    init(_ match: RequestMatch, as lines: RequestLines, after id: UInt64, limit: UInt64) {
        self.match = match
        self.lines = lines
        lastID = id
        wantedCount = limit
    }

    /// Appends what there is to say.
    mutating func produce(from cluster: Cluster, into output: inout [UInt8]) -> StreamProgress {
        let journal = cluster.requestJournal
        let omitted = journal.omittedCount(after: lastID)
        if omitted > 0 {
            output += lines.omission(omitted)
            lastID = journal.oldestID - 1
        }
        for (id, entry) in journal.entries(after: lastID).prefix(Self.batchMax)
        where wantedCount > 0 {
            if let request = cluster.record(entry, as: id, if: match) {
                output += lines.line(request)
                wantedCount -= 1
            }
            lastID = id
        }
        guard wantedCount > 0 else { return .finished }
        return lastID < journal.lastID ? .more : .idle
    }
}
