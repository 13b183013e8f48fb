/// Which watch of a cluster; never used again for another one.
package struct WatchID: Hashable, Sendable {
    let timer: RequestTimers.ID
}
