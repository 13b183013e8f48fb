import KubeAPI
import KubeJSON

extension FieldSet {
    /// What no manager owns: who an object is, and what the server alone writes
    /// (`AM/util/managedfields/internal/stripmeta.go`).
    static let untracked = FieldSet(fields: ["apiVersion", "kind", "metadata"])
        .union(FieldSet(fields: untrackedMetadata, at: "metadata"))

    /// The fields of the metadata among it.
    static let untrackedMetadata = [
        "creationTimestamp", "generation", "managedFields", "name", "namespace", "resourceVersion",
        "selfLink", "uid",
    ]

    /// The paths that the configuration `object`, which somebody applies, sets.
    ///
    /// Containers are not paths of their own unless they are atomic, null, or an empty map.
    init(configured object: JSONObject, _ schema: ObjectSchema) {
        self.init(
            object.compactMap { key, value in
                schema.field(key).flatMap {
                    Self.node(.field(key), value, $0.type)
                }
            })
    }

    private static func node(_ element: PathElement, _ value: JSONValue, _ type: FieldType) -> Node?
    {
        switch (type.structure, value) {
        case (.object(let schema), .object(let object)) where !object.isEmpty:
            return inner(element, FieldSet(configured: object, schema))
        case (.map, .object(let object)) where !object.isEmpty:
            return inner(element, FieldSet(object.map { Node(leaf: .field($0.key)) }))
        case (.list(let schema, let kind), .array(let elements)):
            return inner(element, FieldSet(elements: elements, schema, kind))
        case (.leaf, _), (.object, _), (.map, _), (.list, _): return Node(leaf: element)
        }
    }

    private static func inner(_ element: PathElement, _ children: FieldSet) -> Node? {
        children.isEmpty ? nil : Node(element: element, isMember: false, children: children)
    }

    /// The paths of a list's `elements`: of objects by `schema`, or of strings.
    private init(elements: [JSONValue], _ schema: ObjectSchema?, _ kind: FieldType.ListKind) {
        let groups = ListElements(elements, kind).groups
        self.init(
            groups.map { element, values in
                guard let schema, !schema.isAtomic, values.count == 1, let object = values[0].object
                else { return Node(leaf: element) }
                return Node(
                    element: element, isMember: true,
                    children: FieldSet(configured: object, schema))
            })
    }
}

// MARK: - Schema

extension FieldSet {
    /// The set with every field that it leads through added, as far as `schema` names it.
    ///
    /// Keys of maps and elements of lists are not named by a schema.
    func withNamedFields(_ schema: ObjectSchema) -> FieldSet {
        FieldSet(
            nodes.map { node in
                guard case .field(let name) = node.element, let field = schema.field(name.text),
                    !node.children.isEmpty
                else { return node }
                var named = Node(element: node.element, isMember: true, children: node.children)
                if let schema = field.type.objectSchema {
                    named.children = node.children.withNamedFields(schema)
                }
                return named
            })
    }
}
