import KubeJSON

/// Objects of one resource, in the order of their paths, as they were when somebody asked for them.
///
/// A value that shares its memory with the store: to hold it copies nothing, and a write to the store
/// then copies a run of it.
package struct StoredObjects: Sendable {
    /// None of them is empty.
    private var runs: [[StoredObject]] = []
    package private(set) var startIndex = Index(run: 0, offset: 0)
    package private(set) var endIndex = Index(run: 0, offset: 0)

    /// No objects.
    package init() {}

    /// Objects in this order.
    package init(_ objects: [StoredObject]) {
        guard !objects.isEmpty else { return }
        runs = [objects]
        endIndex = Index(run: 1, offset: 0)
    }

    /// The place of an object.
    package struct Index: Comparable, Sendable {
        fileprivate let run: Int
        /// Counted in the run; there is an object, unless it is the end.
        fileprivate let offset: Int

        package static func < (left: Index, right: Index) -> Bool {
            (left.run, left.offset) < (right.run, right.offset)
        }
    }
}

extension StoredObjects: BidirectionalCollection {
    package subscript(index: Index) -> StoredObject { runs[index.run][index.offset] }

    package subscript(range: Range<Index>) -> StoredObjects {
        var part = self
        part.startIndex = range.lowerBound
        part.endIndex = range.upperBound
        return part
    }

    package func index(after index: Index) -> Index {
        place(index.run, index.offset + 1)
    }

    package func index(before index: Index) -> Index {
        guard index.offset == 0 else { return Index(run: index.run, offset: index.offset - 1) }
        return Index(run: index.run - 1, offset: runs[index.run - 1].count - 1)
    }

    package func index(
        _ index: Index, offsetBy distance: Int, limitedBy limit: Index
    ) -> Index? {
        guard distance >= 0 else {
            let steps = -distance
            return self.distance(from: limit, to: index) < steps
                ? nil : (0..<steps).reduce(index) { place, _ in self.index(before: place) }
        }
        var (run, offset) = (index.run, index.offset + distance)
        while run < limit.run, offset >= runs[run].count {
            offset -= runs[run].count
            run += 1
        }
        let place = Index(run: run, offset: offset)
        return place <= limit ? place : nil
    }

    package func distance(from start: Index, to end: Index) -> Int {
        guard start <= end else { return -distance(from: end, to: start) }
        return runs[start.run..<end.run].reduce(end.offset - start.offset) { $0 + $1.count }
    }

    /// Takes out the first objects, up to `count` of them, and lets go of what lies before the others.
    package mutating func takeFirst(_ count: Int) -> StoredObjects {
        let taken = prefix(count)
        startIndex = taken.endIndex
        let passed = startIndex.run
        runs.removeFirst(passed)
        startIndex = Index(run: 0, offset: startIndex.offset)
        endIndex = Index(run: endIndex.run - passed, offset: endIndex.offset)
        return taken
    }

    /// The objects side by side, as many as lie so, without a copy of them.
    ///
    /// Whoever looks at all of them is faster with these: nothing is asked about each.
    package var slices: [ArraySlice<StoredObject>] {
        guard startIndex < endIndex else { return [] }
        let last = endIndex.offset > 0 ? endIndex.run : endIndex.run - 1
        return (startIndex.run...last).map(part)
    }

    /// What is meant of a run.
    private func part(_ run: Int) -> ArraySlice<StoredObject> {
        let start = run == startIndex.run ? startIndex.offset : 0
        return runs[run][start..<(run == endIndex.run ? endIndex.offset : runs[run].count)]
    }

    private func place(_ run: Int, _ offset: Int) -> Index {
        offset < runs[run].count
            ? Index(run: run, offset: offset) : Index(run: run + 1, offset: 0)
    }
}

extension StoredObjects {
    /// The place of the first object that `isBehind`; all after one that is must be too.
    func partitioningIndex(where isBehind: (StoredObject) -> Bool) -> Index {
        let run = runs.partitioningIndex { isBehind($0[$0.count - 1]) }
        guard run < runs.count else { return Index(run: run, offset: 0) }
        return Index(run: run, offset: runs[run].partitioningIndex(where: isBehind))
    }
}

// MARK: - All objects of a table

extension StoredObjects {
    /// Takes `object` in at a place.
    mutating func insert(_ object: StoredObject, at index: Index) {
        let isLast = index == endIndex
        defer { endIndex = Index(run: runs.count, offset: 0) }
        if isLast, runs.isEmpty || runs[runs.count - 1].count >= ObjectTable.runLengthMax {
            return runs.append([object])
        }
        let run = isLast ? runs.count - 1 : index.run
        let offset = isLast ? runs[run].count : index.offset
        runs[run].insert(object, at: offset)
        guard runs[run].count > ObjectTable.runLengthMax else { return }
        let half = runs[run].count / 2
        runs.insert(Array(runs[run][half...]), at: run + 1)
        runs[run].removeLast(runs[run].count - half)
    }

    /// Puts `object` in a place; returns what was there.
    mutating func replace(at index: Index, with object: StoredObject) -> StoredObject {
        let previous = self[index]
        runs[index.run][index.offset] = object
        return previous
    }

    /// Takes out the object in a place.
    mutating func remove(at index: Index) {
        runs[index.run].remove(at: index.offset)
        if runs[index.run].isEmpty { runs.remove(at: index.run) }
        endIndex = Index(run: runs.count, offset: 0)
    }
}
