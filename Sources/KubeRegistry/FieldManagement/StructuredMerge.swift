import KubeAPI
import KubeJSON

/// Merges applied configurations into objects, and takes out what is no longer applied
/// (`SMD/typed/{merge,remove}.go`).
enum StructuredMerge {
    /// `live` with everything that `configuration` sets, its nulls included.
    static func merge(
        _ configuration: JSONObject, onto live: JSONObject, _ schema: ObjectSchema
    ) -> JSONObject {
        var merged = JSONObject()
        merged.reserveCapacity(schema.fields.count)
        for field in schema.fields {
            let value = merge(configuration[field.name], onto: live[field.name], field.type)
            if let value { merged.append(field.name, value) }
        }
        return merged
    }

    private static func merge(
        _ configured: JSONValue?, onto live: JSONValue?, _ type: FieldType
    ) -> JSONValue? {
        guard let configured else { return live }
        guard let live else { return configured }
        switch (type.structure, live, configured) {
        case (.object(let schema), .object(let old), .object(let new)):
            return .object(merge(new, onto: old, schema))
        case (.map, .object(let old), .object(let new)):
            var map = old
            for (key, value) in new { map[key] = value }
            return .object(map.sortedByKey)
        case (.list(let schema, let kind), .array(let old), .array(let new)):
            return .array(merge(new, onto: old, schema, kind))
        // A null does not empty what is merged part by part.
        case (.object, .object(let old), .null): return old.isEmpty ? configured : live
        case (.map, .object, .null), (.list, .array, .null): return live
        case (.leaf, _, _), (.object, _, _), (.map, _, _), (.list, _, _): return configured
        }
    }
}

// MARK: - Lists

extension StructuredMerge {
    /// The elements of both lists: shared ones in the order of `configured`, those of `live` alone
    /// where they stood among them.
    private static func merge(
        _ configured: [JSONValue], onto live: [JSONValue], _ schema: ObjectSchema?,
        _ kind: FieldType.ListKind
    ) -> [JSONValue] {
        let (old, new) = (ListElements(live, kind), ListElements(configured, kind))
        var order = ElementOrder(
            shared: new.groups.map(\.element).filter { !old[$0].isEmpty })
        var merged: [JSONValue] = []
        var (left, right) = (old.groups[...], new.groups[...])
        while let configured = right.first {
            if let live = left.first, live.element != configured.element {
                if new[live.element].isEmpty {
                    merged += live.values
                    left.removeFirst()
                    continue
                }
                if order.skips(live.element) {
                    left.removeFirst()
                    continue
                }
            }
            merged += merge(configured.values, onto: old[configured.element], schema)
            if left.first?.element == configured.element { left.removeFirst() }
            order.note(configured.element)
            right.removeFirst()
        }
        for live in left where new[live.element].isEmpty { merged += live.values }
        return merged
    }

    /// One element of a list; duplicates in a live list are replaced together.
    private static func merge(
        _ configured: [JSONValue], onto live: [JSONValue], _ schema: ObjectSchema?
    ) -> [JSONValue] {
        guard let schema, !schema.isAtomic, live.count == 1,
            case .object(let old) = live[0], case .object(let new) = configured.first
        else { return configured }
        return [.object(merge(new, onto: old, schema))]
    }

    /// The shared elements of two lists in the order in which they are to be met.
    private struct ElementOrder {
        private var shared: ArraySlice<PathElement>

        init(shared: [PathElement]) {
            self.shared = shared[...]
        }

        /// Whether `element`, a shared one, is not the one whose turn it is.
        func skips(_ element: PathElement) -> Bool {
            shared.first.map { $0 != element } ?? false
        }

        /// Notes that `element` was merged.
        mutating func note(_ element: PathElement) {
            if shared.first == element { shared.removeFirst() }
        }
    }
}

// MARK: - Removing

extension StructuredMerge {
    /// `object` without what stands at the paths of `fields`.
    static func remove(
        _ fields: FieldSet, from object: JSONObject, _ schema: ObjectSchema
    ) -> JSONObject {
        var result = object
        for node in fields.nodes {
            guard case .field(let name) = node.element, let value = object[name.text],
                let field = schema.field(name.text)
            else { continue }
            result[name.text] =
                node.isMember ? nil : remove(node.children, from: value, field.type)
        }
        return result
    }

    private static func remove(
        _ fields: FieldSet, from value: JSONValue, _ type: FieldType
    ) -> JSONValue {
        switch (type.structure, value) {
        case (.object(let schema), .object(let object)):
            return .object(remove(fields, from: object, schema))
        case (.map, .object(let map)):
            let rest = map.lazy.filter { fields[.field($0.key)]?.isMember != true }
            return .object(JSONObject(rest.map { ($0.key, $0.value) }))
        case (.list(let schema, let kind), .array(let elements)):
            return remove(fields, from: elements, schema, kind)
        case (.leaf, _), (.object, _), (.map, _), (.list, _): return value
        }
    }

    private static func remove(
        _ fields: FieldSet, from elements: [JSONValue], _ schema: ObjectSchema?,
        _ kind: FieldType.ListKind
    ) -> JSONValue {
        .array(
            elements.compactMap { value in
                guard let element = PathElement(of: value, kind), let node = fields[element]
                else { return value }
                if node.isMember { return Optional.none }
                guard let schema else { return value }
                return remove(node.children, from: value, .object(schema))
            })
    }
}
