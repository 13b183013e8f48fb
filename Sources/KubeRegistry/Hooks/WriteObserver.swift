package import KubeStore

/// Who is told after each commit.
package protocol WriteObserver: Sendable {
    /// Takes note of `event`, the newest of `store`, which is what became of `write`.
    mutating func didCommit(_ event: StoreEvent, of write: Write, in store: ObjectStore)
}
