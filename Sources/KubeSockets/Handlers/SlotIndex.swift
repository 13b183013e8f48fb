/// A place in a table; used again once it is free.
package protocol SlotIndex {
    /// Counted from 0, so that tables are arrays.
    var index: Int { get }

    init(index: Int)
}
