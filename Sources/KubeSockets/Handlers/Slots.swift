/// A request that is not answered yet, as the loop and its handler call it.
package struct RequestID: Hashable, Sendable, SlotIndex {
    package let index: Int

    package init(index: Int) { self.index = index }
}

/// A request whose answer comes later.
package struct WaitID: Hashable, Sendable, SlotIndex {
    package let index: Int

    package init(index: Int) { self.index = index }
}

/// An answer whose body grows while it is being sent.
package struct StreamID: Hashable, Sendable, SlotIndex {
    package let index: Int

    package init(index: Int) { self.index = index }
}

/// A place in a table; used again once it is free.
package protocol SlotIndex {
    /// Counted from 0, so that tables are arrays.
    var index: Int { get }

    init(index: Int)
}

/// Which places of a table are taken.
package struct FreeList<ID: SlotIndex> {
    private var free: [Int] = []
    private var count = 0

    /// A list of places that are all free.
    package init() {}

    /// A place that nobody has.
    package mutating func take() -> ID {
        if let index = free.popLast() { return ID(index: index) }
        count += 1
        return ID(index: count - 1)
    }

    /// Gives a place back.
    package mutating func release(_ id: ID) {
        free.append(id.index)
    }
}

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
