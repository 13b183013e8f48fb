/// A document that the operations of a JSON patch change, opened up only where they reach.
///
/// As upstream's, an object that was opened comes back with its keys sorted.
struct PatchedDocument {
    private var root: PatchNode
    private var copiedBytes = 0
    private var touchedValues = 0

    init(_ document: JSONValue) {
        root = .closed(document)
    }

    /// The document as it is now.
    var value: JSONValue { root.value }

    mutating func apply(_ operation: JSONPatch.Operation) throws(JSONPatch.Failure) {
        guard let kind = operation.kind, let path = operation.path else {
            throw JSONPatch.Failure()
        }
        let operand = operation.value ?? .null
        switch kind {
        case .add: try add(.closed(operand), depth: operand.depth, at: path)
        case .remove: _ = try remove(at: path)
        case .replace: try replace(at: path, with: operand)
        case .test: try test(operand, at: path)
        case .move:
            let node = try remove(at: operation.from)
            let depth = node.depth(counting: &touchedValues)
            try checkTouchedValues()
            try add(node, depth: depth, at: path)
        case .copy: try copy(from: operation.from, to: path)
        }
    }
}

// MARK: - Operations

extension PatchedDocument {
    private mutating func add(
        _ node: PatchNode, depth: Int, at path: JSONPointer
    ) throws(JSONPatch.Failure) {
        try checkDepth(path.components.count + depth)
        touchedValues += try withParent(of: path) { (parent, key) throws(JSONPatch.Failure) in
            let count = parent.elementsBehind(key)
            try parent.add(node, at: key)
            return count
        }
        try checkTouchedValues()
    }

    private mutating func remove(at path: JSONPointer?) throws(JSONPatch.Failure) -> PatchNode {
        let (node, count) = try withParent(of: path) {
            (parent, key) throws(JSONPatch.Failure) in
            let count = parent.elementsBehind(key)
            return (try parent.remove(at: key), count)
        }
        touchedValues += count
        try checkTouchedValues()
        return node
    }

    private mutating func replace(
        at path: JSONPointer, with value: JSONValue
    ) throws(JSONPatch.Failure) {
        try checkDepth(path.components.count + value.depth)
        if path.components.isEmpty {
            guard value.object != nil || value.array != nil else { throw JSONPatch.Failure() }
            root = .closed(value)
        } else {
            try withParent(of: path) { (parent, key) throws(JSONPatch.Failure) in
                try parent.replace(at: key, with: .closed(value))
            }
        }
    }

    private mutating func test(
        _ value: JSONValue, at path: JSONPointer
    ) throws(JSONPatch.Failure) {
        let found =
            path.components.isEmpty ? root.value : try node(at: path)?.value ?? .null
        guard found == value else { throw JSONPatch.Failure() }
    }

    private mutating func copy(
        from: JSONPointer?, to path: JSONPointer
    ) throws(JSONPatch.Failure) {
        guard let source = try node(at: from) else { throw JSONPatch.Failure() }
        let value = source.value
        copiedBytes += JSONWriter.encode(value).count
        guard copiedBytes <= JSONPatch.copiedBytesMax else { throw JSONPatch.Failure() }
        try add(.closed(value), depth: value.depth, at: path)
    }

    /// What is at `path`; nil when only the last member is missing.
    private mutating func node(at path: JSONPointer?) throws(JSONPatch.Failure) -> PatchNode? {
        try withParent(of: path) { (parent, key) throws(JSONPatch.Failure) in
            try parent.child(at: key)
        }
    }

    private mutating func withParent<Result>(
        of path: JSONPointer?,
        _ body: (inout PatchNode, JSONString) throws(JSONPatch.Failure) -> Result
    ) throws(JSONPatch.Failure) -> Result {
        guard let (parent, key) = path?.parentAndKey else { throw JSONPatch.Failure() }
        return try root.withContainer(at: parent) { (node) throws(JSONPatch.Failure) in
            try body(&node, key)
        }
    }

    /// Something is put so that the document gets `depth` levels in that place.
    private func checkDepth(_ depth: Int) throws(JSONPatch.Failure) {
        guard depth <= JSONParser.keptDepthMax else { throw JSONPatch.Failure() }
    }

    private func checkTouchedValues() throws(JSONPatch.Failure) {
        guard touchedValues <= JSONPatch.touchedValuesMax else { throw JSONPatch.Failure() }
    }
}
