/// What may be news to the watches of a cluster.
package struct WatchNews: Sendable {
    /// The collections in which something has changed.
    package let collections: Set<WatchedCollection>
    /// The watches whose time has come.
    package let due: Set<WatchID>
    /// What all watches are to be looked at for; nil when only those are concerned that are above.
    package let sweep: WatchSweep?
}
