import KubeJSON

/// A set of paths into an object, kept as a tree: what one manager owns.
struct FieldSet: Hashable, Sendable {
    /// An element of the tree; it is part of the set itself, or has children that are, or both.
    struct Node: Hashable, Sendable {
        let element: PathElement
        var isMember: Bool
        var children: FieldSet
    }

    /// The nodes below the root, sorted and distinct.
    private(set) var nodes: [Node] = []

    /// The empty set.
    init() {}

    /// The set of `nodes`, which must be distinct and not empty, in whatever order.
    init(_ nodes: [Node]) {
        self.nodes = nodes
        let isSorted = zip(nodes, nodes.dropFirst()).allSatisfy { $0.element < $1.element }
        if !isSorted { self.nodes.sort { $0.element < $1.element } }
    }

    /// The set of the paths that lead to `fields` inside the object at the end of `path`.
    init(fields: [String], at path: String...) {
        self.init(fields.map { Node(leaf: .field($0)) })
        for element in path.reversed() {
            self.init([Node(element: .field(element), isMember: false, children: self)])
        }
    }

    /// The set of `paths`, each of which consists of fields.
    init(paths: [[String]]) {
        self.init(
            union: paths.map { path in
                path.reversed().reduce(FieldSet()) { below, name in
                    FieldSet([
                        Node(element: .field(name), isMember: below.isEmpty, children: below)
                    ])
                }
            })
    }

    /// Whether no path is in the set.
    var isEmpty: Bool { nodes.isEmpty }

    /// The paths of the set as messages show them: at each level first those that end there
    /// (SSA-010).
    var pathTexts: [String] {
        nodes.filter(\.isMember).map(\.element.pathText)
            + nodes.flatMap { node in
                node.children.pathTexts.map { node.element.pathText + $0 }
            }
    }

    /// The node of `element`.
    subscript(element: PathElement) -> Node? {
        let index = nodes.partitioningIndex { $0.element >= element }
        return index < nodes.count && nodes[index].element == element ? nodes[index] : nil
    }
}

extension FieldSet.Node {
    /// A node that is in the set and has no children.
    init(leaf element: PathElement) {
        self.init(element: element, isMember: true, children: FieldSet())
    }
}

// MARK: - Algebra

extension FieldSet {
    /// The paths of either set.
    func union(_ other: FieldSet) -> FieldSet {
        if isEmpty { return other }
        return combined(other, takesLeft: true, takesRight: true, takesBoth: true)
    }

    /// The paths of any of `sets`.
    init(union sets: some RandomAccessCollection<FieldSet>) {
        guard sets.count > 1 else {
            self = sets.first ?? FieldSet()
            return
        }
        // By halves: one after the other, many small sets would copy a large one many times.
        let half = sets.count / 2
        self = FieldSet(union: Array(sets.prefix(half)))
            .union(FieldSet(union: Array(sets.dropFirst(half))))
    }

    /// The paths of both sets.
    func intersection(_ other: FieldSet) -> FieldSet {
        combined(other, takesLeft: false, takesRight: false, takesBoth: true)
    }

    /// The paths that are not in `other`.
    ///
    /// A path stays even if one that leads to it goes.
    func subtracting(_ other: FieldSet) -> FieldSet {
        combined(other, takesLeft: true, takesRight: false, takesBoth: false)
    }

    /// The paths that are neither in `other` nor lead through a path of it.
    func subtractingTrees(of other: FieldSet) -> FieldSet {
        guard !other.isEmpty else { return self }
        return FieldSet(
            nodes.compactMap { node in
                guard let gone = other[node.element] else { return node }
                guard !gone.isMember else { return nil }
                var rest = node
                rest.children = node.children.subtractingTrees(of: gone.children)
                return rest.isMember || !rest.children.isEmpty ? rest : nil
            })
    }

    private func combined(
        _ other: FieldSet, takesLeft: Bool, takesRight: Bool, takesBoth: Bool
    ) -> FieldSet {
        if other.isEmpty { return takesLeft ? self : FieldSet() }
        var result = FieldSet()
        var (left, right) = (nodes[...], other.nodes[...])
        while let first = left.first, let second = right.first {
            if first.element == second.element {
                let isMember =
                    switch (first.isMember, second.isMember) {
                    case (true, true): takesBoth
                    case (true, false): takesLeft
                    case (false, true): takesRight
                    case (false, false): false
                    }
                let children = first.children.combined(
                    second.children, takesLeft: takesLeft, takesRight: takesRight,
                    takesBoth: takesBoth)
                result.append(
                    Node(element: first.element, isMember: isMember, children: children))
                left.removeFirst()
                right.removeFirst()
            } else if first.element < second.element {
                let run = left.takeNodes(before: second.element)
                if takesLeft { result.nodes += run }
            } else {
                let run = right.takeNodes(before: first.element)
                if takesRight { result.nodes += run }
            }
        }
        if takesLeft { result.nodes += left }
        if takesRight { result.nodes += right }
        return result
    }

    private mutating func append(_ node: Node) {
        if node.isMember || !node.children.isEmpty { nodes.append(node) }
    }
}

extension ArraySlice<FieldSet.Node> {
    /// Takes the first node, and those that follow it before `element`.
    ///
    /// Looks ahead in growing steps: a small set must not cost a walk through a large one.
    fileprivate mutating func takeNodes(before element: PathElement) -> Self {
        var (low, step) = (startIndex + 1, 1)
        while low + step < endIndex, self[low + step].element < element {
            low += step
            step *= 2
        }
        let near = self[low..<Swift.min(low + step, endIndex)]
        let end = near.partitioningIndex { $0.element >= element }
        defer { self = self[end...] }
        return self[..<end]
    }
}

// MARK: - FieldsV1

extension FieldSet {
    /// Levels that FieldsV1 may have: no schema has as many, and every one indents what is below it.
    private static let depthMax = 64

    /// Reads FieldsV1; nil when it is malformed.
    init?(fieldsV1: JSONValue) {
        guard let node = Self.read(fieldsV1, depth: 0) else { return nil }
        self = node.children
    }

    private static func read(
        _ json: JSONValue, depth: Int
    ) -> (isMember: Bool, children: FieldSet)? {
        if case .null = json { return (true, FieldSet()) }
        guard let object = json.object, depth <= depthMax else { return nil }
        var isMember = false
        var nodes: [Node] = []
        nodes.reserveCapacity(object.count)
        for (key, value) in object {
            switch PathElement.read(key) {
            case nil: return nil
            case .itself: isMember = true
            case .unknown: continue
            case .element(let element):
                guard let below = read(value, depth: depth + 1) else { return nil }
                nodes.append(
                    Node(element: element, isMember: below.isMember, children: below.children))
            }
        }
        return (isMember || nodes.isEmpty, FieldSet(merging: nodes))
    }

    /// The set of `nodes`, of which several may have the same element: two spellings of one value.
    private init(merging nodes: [Node]) {
        var distinct: [Node] = []
        distinct.reserveCapacity(nodes.count)
        for node in FieldSet(nodes).nodes {
            if let last = distinct.last, last.element == node.element {
                distinct[distinct.count - 1].isMember = last.isMember || node.isMember
                distinct[distinct.count - 1].children = last.children.union(node.children)
            } else {
                distinct.append(node)
            }
        }
        self.nodes = distinct
    }

    /// The set as FieldsV1.
    var fieldsV1: JSONObject { encoded(isMember: false) }

    private func encoded(isMember: Bool) -> JSONObject {
        var object = JSONObject()
        guard !isEmpty else { return object }
        object.reserveCapacity(nodes.count + 1)
        if isMember { object.append(".", .object(JSONObject())) }
        for node in nodes {
            object.append(
                node.element.fieldsV1Key, .object(node.children.encoded(isMember: node.isMember)))
        }
        return object
    }
}
