package import KubeAPI
package import KubeHTTP1

/// What goes wrong with a watch: what becomes of it after so many events, and what it leaves out.
package struct WatchFault: Hashable, Sendable {
    /// How many more events the client gets first; bookmarks do not count.
    package internal(set) var eventsLeft: Int

    /// What happens then; nil when nothing does.
    package internal(set) var ending: Ending?

    /// Whether the client gets no bookmarks.
    package let dropsBookmarks: Bool

    /// The event that the client gets after the next one; nil when there is none.
    package internal(set) var heldBack: [UInt8]?

    /// What becomes of a watch.
    package enum Ending: Hashable, Sendable {
        /// It stays open and says nothing.
        case stall
        /// It ends as a server ends it.
        case end
        /// The connection ends between two events.
        case drop(ConnectionEnd)
        /// The connection ends in the middle of the next event.
        case cut
        /// The next event comes after the one that follows it, and the watch goes on: no real server does
        /// that.
        case swap
        /// An event says that the version is too old, and the watch ends.
        case expired
        /// An event tells an error, and the watch ends.
        case error(StatusError)
        /// A document that is no event follows, and the watch ends: no real server does that.
        case document(StatusError)
    }

    /// A fault that comes after `events` events.
    package init(after events: Int, _ ending: Ending?, dropsBookmarks: Bool = false) {
        eventsLeft = events
        self.ending = ending
        self.dropsBookmarks = dropsBookmarks
    }

    /// Whether it is time for the end.
    var isDue: Bool { ending != nil && eventsLeft <= 0 }
}
