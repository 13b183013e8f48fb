/// A watch that is open, for those who want to know.
package struct OpenWatch: Sendable {
    /// Which watch it is.
    package let id: WatchID
    /// Who watches.
    package let client: String
    /// What was asked for; nil when that was not noted.
    package let request: PackedRequest?
    /// The revision of the last change that it has gone past.
    package let revision: UInt64
    /// How many events its client was sent, bookmarks left out.
    package let eventCount: Int
    /// How many changes it has yet to tell its client of.
    package let missingCount: Int
}
