package import KubeTime

/// One change of the store.
package struct StoreEvent: Sendable {
    /// What became of the object.
    package enum Change: String, Sendable {
        case added
        case modified
        case deleted
    }

    /// When the change was committed, by the clock of the cluster.
    package let time: Timestamp

    /// The state after the change; of a deleted object the last state, with the revision of its
    /// deletion.
    package let object: StoredObject

    /// The state before the change.
    package let previous: StoredObject?

    package let change: Change

    package init(
        change: Change, time: Timestamp, object: StoredObject, previous: StoredObject?
    ) {
        self.change = change
        self.time = time
        self.object = object
        self.previous = previous
    }

    /// The revision of the change; each has its own.
    package var revision: UInt64 { object.revision }
}
