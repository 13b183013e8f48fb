import KubeStore
import KubeTime

/// An event as it is stored: without the state before it, which other rows have.
struct StoredChange {
    /// The state that the change led to; of a deletion, the last state.
    let object: StoredObject
    let change: StoreEvent.Change
    let time: Timestamp
}
