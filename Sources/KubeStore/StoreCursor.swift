/// A place in a store's history, between two changes: how far somebody has read.
///
/// It knows which change it stands behind, not only its revision. So it finds out at its next
/// reading that this change was undone, even when another has its revision now, and that the store
/// is another one: the store need not know who reads it.
package struct StoreCursor: Sendable {
    /// The revision after which the next reading begins.
    package private(set) var revision: UInt64 = 0

    /// The store in which the place is; nil before the first reading.
    let store: StoreIdentity?

    /// The state that the change before the place has led to; nil when no such change is known.
    private(set) var last: StoredObject?

    /// Whether somebody wanted to start where everything is forgotten by command.
    let isForgotten: Bool

    /// The cursor of somebody who has read nothing.
    package init() {
        store = nil
        isForgotten = false
    }

    init(_ store: StoreIdentity, after revision: UInt64, _ last: StoredObject?) {
        self.init(store, revision, last, isForgotten: false)
    }

    private init(
        _ store: StoreIdentity, _ revision: UInt64, _ last: StoredObject?, isForgotten: Bool
    ) {
        self.store = store
        self.revision = revision
        self.last = last
        self.isForgotten = isForgotten
    }

    /// A place from which nothing can be read, since the store must not tell what came after it.
    static func forgotten(_ store: StoreIdentity, after revision: UInt64) -> StoreCursor {
        StoreCursor(store, revision, nil, isForgotten: true)
    }

    /// Goes on behind `event`, which is one of those that the last reading gave.
    package mutating func move(past event: StoreEvent) {
        revision = event.revision
        last = event.object
    }
}

/// What tells a store, with its copies, from all other stores.
final class StoreIdentity: Sendable {}
