import KubeSockets

/// Values in places that keep their number until they are removed.
///
/// In the module that uses it, so that it is compiled for the values that it holds.
struct Slots<ID: SlotIndex, Value> {
    private var values: [Value?] = []
    private var places = FreeList<ID>()

    /// No values.
    init() {}

    /// Puts a value in a free place.
    mutating func insert(_ value: Value) -> ID {
        let id: ID = places.take()
        if id.index == values.count { values.append(value) } else { values[id.index] = value }
        return id
    }

    /// Takes a value out, and so frees its place; nil when the place is free.
    @discardableResult
    mutating func remove(_ id: ID) -> Value? {
        guard let value = values[id.index].take() else { return nil }
        places.release(id)
        return value
    }

    /// All values.
    var all: some Sequence<Value> { values.lazy.compactMap(\.self) }

    /// Whether there is no value.
    var isEmpty: Bool { !all.contains { _ in true } }

    /// Changes all values.
    mutating func update(_ change: (inout Value) -> Void) {
        for index in values.indices {
            guard var value = values[index] else { continue }
            change(&value)
            values[index] = value
        }
    }

    /// The value at a place; nil when the place is free.
    subscript(id: ID) -> Value? { values[id.index] }
}
