import KubeJSON

/// The present objects of one resource, in the order of their paths.
///
/// They lie in runs, so that a write moves and copies few of them, however many there are, and
/// whoever still reads what was there before.
struct ObjectTable: Sendable {
    private(set) var objects = StoredObjects()

    /// How many objects a run has at most.
    static let runLengthMax = 512

    init() {}

    /// The table of `objects`, which come in any order.
    init(_ objects: [StoredObject]) {
        let sorted = objects.sorted { $0.key.path.precedesBytewise($1.key.path) }
        for object in sorted { self.objects.insert(object, at: self.objects.endIndex) }
    }

    /// The object at `path`.
    subscript(path: String) -> StoredObject? {
        let position = position(of: path)
        return holds(path, at: position) ? objects[position] : nil
    }

    /// Adds the object, or replaces the state at its path, which it returns.
    @discardableResult
    mutating func put(_ object: StoredObject) -> StoredObject? {
        let position = position(of: object.key.path)
        guard holds(object.key.path, at: position) else {
            objects.insert(object, at: position)
            return nil
        }
        return objects.replace(at: position, with: object)
    }

    /// Removes the object at `path`.
    mutating func remove(_ path: String) {
        let position = position(of: path)
        if holds(path, at: position) { objects.remove(at: position) }
    }

    /// Goes back to the state before `event`, which must be the newest of its object.
    mutating func undo(_ event: StoreEvent) {
        if let previous = event.previous {
            put(previous)
        } else {
            remove(event.object.key.path)
        }
    }

    /// The objects from `start` on whose path starts with `prefix`; both may be empty.
    func objects(from start: String, prefix: String) -> StoredObjects {
        let first = position(of: prefix.precedesBytewise(start) ? start : prefix)
        guard !prefix.isEmpty else { return objects[first..<objects.endIndex] }
        let end = objects.partitioningIndex {
            !$0.key.path.precedesBytewise(prefix) && !$0.key.path.utf8.starts(with: prefix.utf8)
        }
        return objects[first..<max(first, end)]
    }

    private func holds(_ path: String, at position: StoredObjects.Index) -> Bool {
        position < objects.endIndex && objects[position].key.path.hasSameBytes(as: path)
    }

    /// Where the object at `path` stands, or would stand.
    private func position(of path: String) -> StoredObjects.Index {
        // Keys mostly arrive in order when a store is filled.
        if let last = objects.last, last.key.path.precedesBytewise(path) { return objects.endIndex }
        return objects.partitioningIndex { !$0.key.path.precedesBytewise(path) }
    }
}
