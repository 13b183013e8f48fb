import KubeRegistry
import KubeStore
package import KubeTime

extension Cluster {
    /// Goes back to the four usual namespaces and nothing else.
    ///
    /// The clock stays where it is, and resource versions and uids are not used again. To clients
    /// it looks like a server that was restored: open watches end with `410 Expired`, and so do
    /// those that begin at an older version, so that every client lists again.
    package mutating func reset(at wall: Timestamp) {
        persistence?.willReset(registry)
        let former = registry.store
        registry.reset(at: clock.now(at: wall))
        releaseElsewhere(consume former)
        frozenHolders = FrozenHolders()
        blindTakeovers = BlindTakeovers()
        _ = advance(to: wall)
    }
}
