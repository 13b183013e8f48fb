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
