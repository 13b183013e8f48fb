import KubeTime

/// What may be news to the watches of a cluster.
package struct WatchNews: Sendable {
    let changes: RecentChanges
    let now: Timestamp
}
