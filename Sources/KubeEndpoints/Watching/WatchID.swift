/// Which watch of a cluster; never used again for another one.
package struct WatchID: Hashable, Sendable {
    let timer: RequestTimers.ID

    /// The number by which people are told of the watch.
    package var number: UInt64 { timer.number }
}
