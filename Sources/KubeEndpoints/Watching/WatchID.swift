/// Which watch of a cluster; never used again for another one.
package struct WatchID: Hashable, Sendable {
    let timer: RequestTimers.ID

    init(timer: RequestTimers.ID) {
        self.timer = timer
    }

    /// The watch of which people are told by this number.
    package init(number: UInt64) {
        timer = RequestTimers.ID(number: number)
    }

    /// The number by which people are told of the watch.
    package var number: UInt64 { timer.number }
}
