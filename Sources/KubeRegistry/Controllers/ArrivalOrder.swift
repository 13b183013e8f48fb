import KubeJSON

/// A set whose elements come in the order in which they were added.
///
/// To add and to remove an element, and to go on behind one, takes the same time on average however
/// many there are.
struct ArrivalOrder<Element: Hashable & Sendable>: Sendable {
    private var entries: [Entry] = []
    private var numbers: [Element: UInt64] = [:]

    /// How many elements were ever added, and the number of the last one that was taken out in order.
    private var count: UInt64 = 0
    private var taken: UInt64 = 0

    private struct Entry: Sendable {
        let number: UInt64
        let element: Element
    }

    var isEmpty: Bool { numbers.isEmpty }

    /// Adds an element behind all others, unless it is there already.
    mutating func append(_ element: Element) {
        guard numbers[element] == nil else { return }
        count += 1
        numbers[element] = count
        entries.append(Entry(number: count, element: element))
    }

    /// Removes an element, if it is there.
    mutating func remove(_ element: Element) {
        guard numbers.removeValue(forKey: element) != nil else { return }
        dropStale()
    }

    /// The first element behind the one with `number`, and its own number; zero stands before all.
    func next(after number: UInt64) -> (number: UInt64, element: Element)? {
        let start = entries.partitioningIndex { $0.number > number }
        return entries[start...].first { numbers[$0.element] == $0.number }
            .map { ($0.number, $0.element) }
    }

    /// Takes out the first element.
    mutating func popFirst() -> Element? {
        guard let (number, element) = next(after: taken) else { return nil }
        taken = number
        remove(element)
        return element
    }

    /// Clears up when most entries are of elements that have gone.
    private mutating func dropStale() {
        guard entries.count > 64, entries.count > 2 * numbers.count else { return }
        entries.removeAll { numbers[$0.element] != $0.number }
    }
}
