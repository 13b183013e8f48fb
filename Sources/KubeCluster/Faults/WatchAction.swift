/// What a rule does to a watch.
public struct WatchAction: Hashable, Sendable {
    /// How many events the client gets first, counted from when the rule takes the watch; bookmarks do
    /// not count.
    public var after: Int

    /// What becomes of the watch then; nil when nothing does.
    public var then: Ending?

    /// Whether the client gets no bookmarks.
    public var dropsBookmarks: Bool

    /// What becomes of a watch.
    public enum Ending: Hashable, Sendable {
        /// It stays open and says nothing, for as long as the rule is there.
        case stall
        /// The connection ends in the middle of the next event.
        case cut
        /// It ends properly.
        case end
        /// An event says that the version is too old (410), and it ends.
        case expired
        /// The connection ends between two events.
        case close
        /// The connection is reset between two events.
        case reset
        /// The next event comes after the one that follows it, which no real server does; then all goes
        /// on as usual.
        case swap
        /// An event tells an error, and it ends.
        case error(NamedError)
    }

    /// The action that has `then` happen after `after` events.
    public init(after: Int = 0, then: Ending?, dropsBookmarks: Bool = false) {
        self.after = after
        self.then = then
        self.dropsBookmarks = dropsBookmarks
    }
}
