extension ObjectStore {
    /// The place after the newest change.
    package var end: StoreCursor {
        StoreCursor(identity, after: revision, history.last)
    }

    /// The place after the change of `revision`, which may also be one that is to come.
    package func cursor(after revision: UInt64) -> StoreCursor {
        guard revision >= expiry.revision else { return .forgotten(identity, after: revision) }
        let last = revision <= self.revision ? history.last(upTo: revision) : nil
        return StoreCursor(identity, after: revision, last)
    }

    /// Gives what came after the cursor, and moves it to the end.
    package func read(_ cursor: inout StoreCursor) -> StoreReading {
        let reading = peek(cursor)
        if case .changes = reading, cursor.revision > revision { return reading }
        cursor = end
        return reading
    }

    /// What a reader at `cursor` would read.
    package func peek(_ cursor: StoreCursor) -> StoreReading {
        if isEnd(cursor) { return .changes([]) }
        guard let store = cursor.store else { return .startAgain(.unread) }
        guard store === identity else { return .startAgain(.reset) }
        guard !cursor.isForgotten, let events = history.events(after: cursor.revision) else {
            return .startAgain(.tooOld)
        }
        // Who waits for a change that is to come has not read anything that could be undone.
        guard let last = cursor.last else { return .changes(events) }
        guard last === history.last(before: events), cursor.revision <= revision else {
            return .startAgain(.undone)
        }
        return .changes(events)
    }

    /// Whether somebody at `cursor` has read everything.
    package func isEnd(_ cursor: StoreCursor) -> Bool {
        cursor.revision == revision && cursor.store === identity && cursor.last === history.last
    }
}
