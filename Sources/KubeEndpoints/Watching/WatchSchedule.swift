import KubeTime

/// When a watch has something to do although nothing changes: its bookmarks and its end.
///
/// It depends on nothing but the watch's beginning, so that it can be followed by whoever writes
/// the watch, at its own pace, and by the clock.
struct WatchSchedule: Hashable, Sendable {
    /// When the watch ends: what happens at this instant is not shown any more.
    private(set) var deadline: Timestamp

    /// When the next bookmark is due; nil for a watch without them.
    private(set) var nextBookmark: Timestamp?

    /// How often a client that wants bookmarks gets one (WAT-017).
    private static let bookmarkInterval = Duration.seconds(60)

    /// How long before the end the last bookmark comes.
    private static let finalBookmark = Duration.seconds(2)

    /// The schedule of a watch from `start` to `deadline`.
    init(from start: Timestamp, until deadline: Timestamp, hasBookmarks: Bool) {
        self.deadline = deadline
        if hasBookmarks { nextBookmark = bookmarkTime(after: start) }
    }

    /// Has everything come as much later as the clock was set forward.
    mutating func shift(by difference: Duration) {
        deadline = deadline + difference
        nextBookmark = nextBookmark.map { $0 + difference }
    }

    /// When there is next something to do.
    var next: Timestamp {
        min(deadline, nextBookmark ?? deadline)
    }

    /// The bookmark that is due before `instant`, if one is, which is then done with.
    mutating func takeBookmark(dueBefore instant: Timestamp) -> Timestamp? {
        guard let due = nextBookmark, due < min(instant, deadline) else { return nil }
        nextBookmark = bookmarkTime(after: due)
        return due
    }

    private func bookmarkTime(after instant: Timestamp) -> Timestamp {
        let final = deadline - Self.finalBookmark
        let next = instant + Self.bookmarkInterval
        return instant < final ? min(next, final) : next
    }
}
