import KubeJSON

/// The present objects of one resource, in the order of their paths.
struct ObjectTable: Sendable {
    private(set) var objects: [StoredObject] = []

    init() {}

    /// The table of `objects`, which come in any order.
    init(_ objects: [StoredObject]) {
        self.objects = objects.sorted { $0.key.path.precedesBytewise($1.key.path) }
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
        let previous = objects[position]
        objects[position] = object
        return previous
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
    func objects(from start: String, prefix: String) -> ArraySlice<StoredObject> {
        let first = position(of: prefix.precedesBytewise(start) ? start : prefix)
        guard !prefix.isEmpty else { return objects[first...] }
        let end = objects[first...].partitioningIndex {
            !$0.key.path.utf8.starts(with: prefix.utf8)
        }
        return objects[first..<end]
    }

    private func holds(_ path: String, at position: Int) -> Bool {
        position < objects.count && objects[position].key.path.hasSameBytes(as: path)
    }

    /// Where the object at `path` stands, or would stand.
    private func position(of path: String) -> Int {
        // Keys mostly arrive in order when a store is filled.
        if let last = objects.last, last.key.path.precedesBytewise(path) { return objects.count }
        return objects.partitioningIndex { !$0.key.path.precedesBytewise(path) }
    }
}
