/// Values in places that keep their number until they are removed.
package struct Slots<ID: SlotIndex, Value> {
    private var values: [Value?] = []
    private var places = FreeList<ID>()

    /// No values.
    package init() {}

    /// Puts a value in a free place.
    package mutating func insert(_ value: Value) -> ID {
        let id: ID = places.take()
        if id.index == values.count { values.append(value) } else { values[id.index] = value }
        return id
    }

    /// Takes a value out, and so frees its place; nil when the place is free.
    @discardableResult
    package mutating func remove(_ id: ID) -> Value? {
        guard let value = values[id.index].take() else { return nil }
        places.release(id)
        return value
    }

    /// The value at a place; nil when the place is free.
    package subscript(id: ID) -> Value? { values[id.index] }

    /// Changes a value where it is, and returns what `body` does; nil when the place is free.
    @discardableResult
    package mutating func change<Result>(
        _ id: ID, _ body: (inout Value) -> Result
    ) -> Result? {
        // Taken out meanwhile, so that it is not copied.
        guard var value = values[id.index].take() else { return nil }
        let result = body(&value)
        values[id.index] = consume value
        return result
    }
}
