/// A document that the operations of a JSON patch change, opened up only where they reach.
///
/// As upstream's, an object that was opened comes back with its keys sorted.
struct PatchedDocument {
    private var root: PatchNode
    private var copiedBytes = 0

    /// At least the number of levels of the document.
    ///
    /// It is only measured again when this estimate exceeds the limit: measuring at every step
    /// would take quadratic time.
    private var depthEstimate: Int

    init(_ document: JSONValue) {
        root = .closed(document)
        depthEstimate = document.depth
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
            let levelsAbove = operation.from?.components.count ?? 0
            try add(node, depth: depthEstimate - levelsAbove, at: path)
        case .copy: try copy(from: operation.from, to: path)
        }
    }
}

// MARK: - Operations

extension PatchedDocument {
    private mutating func add(
        _ node: PatchNode, depth: Int, at path: JSONPointer
    ) throws(JSONPatch.Failure) {
        try withParent(of: path) { (parent, key) throws(JSONPatch.Failure) in
            try parent.add(node, at: key)
        }
        try noteDepth(path.components.count + depth)
    }

    private mutating func remove(at path: JSONPointer?) throws(JSONPatch.Failure) -> PatchNode {
        try withParent(of: path) { (parent, key) throws(JSONPatch.Failure) in
            try parent.remove(at: key)
        }
    }

    private mutating func replace(
        at path: JSONPointer, with value: JSONValue
    ) throws(JSONPatch.Failure) {
        if path.components.isEmpty {
            guard value.object != nil || value.array != nil else { throw JSONPatch.Failure() }
            root = .closed(value)
        } else {
            try withParent(of: path) { (parent, key) throws(JSONPatch.Failure) in
                try parent.replace(at: key, with: .closed(value))
            }
        }
        try noteDepth(path.components.count + value.depth)
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

    /// Something was put so that the document may have `depth` levels now.
    private mutating func noteDepth(_ depth: Int) throws(JSONPatch.Failure) {
        depthEstimate = max(depthEstimate, depth)
        guard depthEstimate > JSONParser.keptDepthMax else { return }
        depthEstimate = root.depth
        guard depthEstimate <= JSONParser.keptDepthMax else { throw JSONPatch.Failure() }
    }
}
