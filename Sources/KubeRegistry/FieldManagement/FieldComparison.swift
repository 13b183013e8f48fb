import KubeAPI
import KubeJSON

/// The paths in which one version of an object differs from another
/// (`SMD/typed/compare.go`).
struct FieldComparison {
    /// The paths that only the newer version has, with those of maps and lists that are new.
    private(set) var added = FieldSet()
    /// The paths whose values differ.
    private(set) var modified = FieldSet()
    /// The paths that only the older version has, with those of maps and lists that are gone.
    private(set) var removed = FieldSet()

    /// The paths that the newer version sets otherwise than the older one.
    var written: FieldSet { added.union(modified) }

    /// The differences outside `fields` and all that is below them.
    func excluding(_ fields: FieldSet) -> FieldComparison {
        guard !fields.isEmpty else { return self }
        var rest = self
        rest.added = added.subtractingTrees(of: fields)
        rest.modified = modified.subtractingTrees(of: fields)
        rest.removed = removed.subtractingTrees(of: fields)
        return rest
    }

    /// Compares `new` with `old`, of which either may lack what `schema` says is always there.
    init(from old: JSONObject, to new: JSONObject, _ schema: ObjectSchema) {
        self = Level(comparing: old, new, schema).comparison
    }

    fileprivate init(added: [FieldSet.Node], modified: [FieldSet.Node], removed: [FieldSet.Node]) {
        self.added = FieldSet(added)
        self.modified = FieldSet(modified)
        self.removed = FieldSet(removed)
    }
}

extension JSONObject {
    /// The value of `field`, or the zero value of one that is always there.
    func value(of field: Field) -> JSONValue? {
        if let value = self[field.name] { return value }
        return field.presence == .always ? field.type.zero : Optional.none
    }
}

// MARK: - Walking

/// The differences among the children of one path.
private struct Level {
    private var added: [FieldSet.Node] = []
    private var modified: [FieldSet.Node] = []
    private var removed: [FieldSet.Node] = []

    typealias Pair = (element: PathElement, old: JSONValue?, new: JSONValue?, type: FieldType)

    init() {}

    /// The differences between the members of two objects; one that is nil has none, not even those
    /// that are always there (MFD-006).
    init(comparing old: JSONObject?, _ new: JSONObject?, _ schema: ObjectSchema) {
        for field in schema.fields {
            compare((.field(field.name), old?.value(of: field), new?.value(of: field), field.type))
        }
    }

    var comparison: FieldComparison {
        FieldComparison(added: added, modified: modified, removed: removed)
    }

    private mutating func compare(_ pair: Pair) {
        guard pair.old != pair.new else { return }
        let level: Level? =
            switch pair.type.structure {
            case .leaf: nil
            case .object(let schema): Self.objects(pair.old, pair.new, schema)
            case .map: Self.maps(pair.old, pair.new)
            case .list(let schema, let kind): Self.lists(pair.old, pair.new, schema, kind)
            }
        let below = level?.comparison
        Self.add(pair.element, below?.added, isMember: pair.old == nil, to: &added)
        Self.add(pair.element, below?.removed, isMember: pair.new == nil, to: &removed)
        let isChangedLeaf = level == nil && pair.old != nil && pair.new != nil
        Self.add(pair.element, below?.modified, isMember: isChangedLeaf, to: &modified)
    }

    private static func add(
        _ element: PathElement, _ children: FieldSet?, isMember: Bool,
        to nodes: inout [FieldSet.Node]
    ) {
        let children = children ?? FieldSet()
        guard isMember || !children.isEmpty else { return }
        nodes.append(FieldSet.Node(element: element, isMember: isMember, children: children))
    }
}

// MARK: - Containers

extension Level {
    /// The differences between two objects; nil when they count as leaves, having no members.
    private static func objects(
        _ old: JSONValue?, _ new: JSONValue?, _ schema: ObjectSchema
    ) -> Level? {
        let (old, new) = (old?.object, new?.object)
        if old?.isEmpty != false && new?.isEmpty != false { return nil }
        return Level(comparing: old, new, schema)
    }

    private static func maps(_ old: JSONValue?, _ new: JSONValue?) -> Level? {
        let (old, new) = (old?.object ?? JSONObject(), new?.object ?? JSONObject())
        if old.isEmpty && new.isEmpty { return nil }
        var level = Level()
        for (key, value) in old { level.compare((.field(key), value, new[key], .string)) }
        for (key, value) in new where old[key] == nil {
            level.compare((.field(key), nil, value, .string))
        }
        return level
    }

    private static func lists(
        _ old: JSONValue?, _ new: JSONValue?, _ schema: ObjectSchema?, _ kind: FieldType.ListKind
    ) -> Level? {
        let (old, new) = (old?.array ?? [], new?.array ?? [])
        if old.isEmpty && new.isEmpty { return nil }
        let (before, after) = (ListElements(old, kind), ListElements(new, kind))
        var level = Level()
        for (element, values) in before.groups {
            level.compare(element, values, after[element], schema)
        }
        for (element, values) in after.groups where before[element].isEmpty {
            level.compare(element, [], values, schema)
        }
        return level
    }

    /// Compares the values of one element of a list; duplicates count as one value.
    private mutating func compare(
        _ element: PathElement, _ old: [JSONValue], _ new: [JSONValue], _ schema: ObjectSchema?
    ) {
        if let schema, old.count <= 1, new.count <= 1 {
            compare((element, old.first, new.first, .object(schema)))
        } else {
            compare(
                (element, old.isEmpty ? nil : .array(old), new.isEmpty ? nil : .array(new), .string)
            )
        }
    }
}
