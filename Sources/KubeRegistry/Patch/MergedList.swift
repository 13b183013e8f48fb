import KubeAPI
import KubeJSON

/// How the elements of one list merge.
struct MergedList {
    /// Whether elements are merged; otherwise the whole list is replaced.
    private let isMerged: Bool

    /// The field that tells objects of the list apart.
    private let mergeKey: String?

    /// The schema of the list's objects.
    private let schema: ObjectSchema?

    /// The merging of a list of `type`; what has no type is replaced.
    init(_ type: FieldType?) {
        switch type?.structure {
        case .list(let schema, let kind)?:
            isMerged = true
            self.schema = schema
            if case .map(let keys) = kind { mergeKey = keys.first } else { mergeKey = nil }
        case .leaf?, .object?, .map?, nil:
            isMerged = false
            (schema, mergeKey) = (nil, nil)
        }
    }
}

// MARK: - Merging

extension MergedList {
    /// The list that results when `patch` is laid over `original`.
    func merge(
        _ patch: [JSONValue], into original: [JSONValue]
    ) throws(StrategicMergePatch.Failure) -> [JSONValue] {
        guard isMerged else { return PatchDirective.stripped(.array(patch)).array ?? [] }
        if original.isEmpty && patch.isEmpty { return [] }
        if try Self.areObjects(original, patch) {
            return try mergeObjects(patch, into: original)
        }
        return try arrange(original + patch, by: patch, among: original)
    }

    /// The list that results when the order of its elements is given too; either list may be absent.
    func merge(
        _ patch: [JSONValue]?, into original: [JSONValue]?, order: [JSONValue]
    ) throws(StrategicMergePatch.Failure) -> [JSONValue] {
        let merged =
            if let patch, let original {
                try merge(patch, into: original)
            } else {
                original ?? PatchDirective.stripped(.array(patch ?? [])).array ?? []
            }
        _ = try Self.areObjects(original ?? [], patch ?? [])
        return try arrange(merged, by: order, among: original ?? [])
    }

    /// `original` without `elements`.
    func delete(
        _ elements: [JSONValue], from original: [JSONValue]
    ) throws(StrategicMergePatch.Failure) -> [JSONValue] {
        guard isMerged, try !Self.areObjects(original, elements) else {
            return try merge(elements, into: original)
        }
        let gone = Set(elements)
        return original.filter { !gone.contains($0) }
    }

    private func mergeObjects(
        _ patch: [JSONValue], into original: [JSONValue]
    ) throws(StrategicMergePatch.Failure) -> [JSONValue] {
        let changes = try Changes(patch, key: mergeKey)
        if changes.replacesList { return changes.elements.map(PatchDirective.stripped) }
        let rest = original.filter { element in
            mergeKey.flatMap { element[$0] }.map { !changes.deleted.contains($0) } ?? true
        }
        var merged = rest
        var positions: [JSONValue: Int] = [:]
        for (position, element) in rest.enumerated() {
            let identity = try identity(of: element)
            if positions[identity] == nil { positions[identity] = position }
        }
        for element in changes.elements {
            let identity = try identity(of: element)
            if let position = positions[identity], let old = merged[position].object,
                let new = element.object
            {
                merged[position] = .object(
                    try StrategicMergePatch.merge(new, into: old, schema))
            } else {
                positions[identity] = merged.count
                merged.append(PatchDirective.stripped(element))
            }
        }
        return try arrange(merged, by: changes.elements, among: rest)
    }

    /// The elements of a patch of objects, sorted by what they ask for.
    private struct Changes {
        private(set) var elements: [JSONValue] = []
        private(set) var deleted: Set<JSONValue> = []
        private(set) var replacesList = false

        init(_ patch: [JSONValue], key: String?) throws(StrategicMergePatch.Failure) {
            for element in patch {
                guard let map = element.object, let directive = map[PatchDirective.patch] else {
                    elements.append(element)
                    continue
                }
                switch directive {
                case "delete":
                    guard let key, let identity = map[key] else {
                        throw .missingMergeKey(key ?? "", in: map)
                    }
                    deleted.insert(identity)
                case "replace": replacesList = true
                case "merge": throw .mergingDirective
                default: throw .unknownDirective(directive, in: map)
                }
            }
        }
    }
}

// MARK: - Identity

extension MergedList {
    /// What tells `element` apart from the others.
    private func identity(
        of element: JSONValue
    ) throws(StrategicMergePatch.Failure) -> JSONValue {
        guard let mergeKey, let object = element.object else { return element }
        guard let identity = object[mergeKey] else {
            throw .missingMergeKey(mergeKey, in: object)
        }
        return identity
    }

    /// Whether the elements of both lists are objects; they must all be of one type.
    private static func areObjects(
        _ lists: [JSONValue]...
    ) throws(StrategicMergePatch.Failure) -> Bool {
        guard let first = lists.lazy.joined().first else { throw .noElements }
        guard first.array == nil else { throw .listOfLists }
        let type = GoPrint.type(of: first)
        guard lists.joined().allSatisfy({ GoPrint.type(of: $0) == type }) else {
            throw .mixedTypes(lists)
        }
        return first.object != nil
    }
}

// MARK: - Order

extension MergedList {
    /// The elements of `patch` must be in the order that `order` gives.
    func check(
        _ patch: [JSONValue], follow order: [JSONValue]
    ) throws(StrategicMergePatch.Failure) {
        guard !patch.isEmpty, !order.isEmpty else { return }
        var places = order[...]
        for element in patch where element.object?[PatchDirective.patch] == nil {
            let wanted = try identity(of: element)
            var isFound = false
            while !isFound, let place = places.popFirst() {
                isFound = try identity(of: place) == wanted
            }
            guard isFound else { throw .orderMismatch(patch, order) }
        }
    }

    /// The distinct elements of `merged`: those in `order` as it says, among the others as they
    /// stand in `original`.
    private func arrange(
        _ merged: [JSONValue], by order: [JSONValue], among original: [JSONValue]
    ) throws(StrategicMergePatch.Failure) -> [JSONValue] {
        let ranks = try positions(of: order)
        let places = try positions(of: original)
        typealias Item = (value: JSONValue, identity: JSONValue, rank: Int?, place: Int?)
        var seen: Set<JSONValue> = []
        var items: [Item] = []
        for value in merged {
            let identity = try identity(of: value)
            let isNew = seen.insert(identity).inserted
            if isNew || value.object != nil {
                items.append((value, identity, ranks[identity], places[identity]))
            }
        }
        var named = items.filter { $0.rank != nil }.sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }[...]
        var others = items.filter { $0.rank == nil }[...]
        var arranged: [JSONValue] = []
        while let head = named.first, let other = others.first {
            if let place = other.place, let headPlace = head.place, place < headPlace {
                arranged.append(other.value)
                others.removeFirst()
            } else {
                arranged.append(head.value)
                named.removeFirst()
            }
        }
        return arranged + named.map(\.value) + others.map(\.value)
    }

    /// Where each element of `list` first stands.
    private func positions(
        of list: [JSONValue]
    ) throws(StrategicMergePatch.Failure) -> [JSONValue: Int] {
        var positions: [JSONValue: Int] = [:]
        for (position, element) in list.enumerated() {
            let identity = try identity(of: element)
            if positions[identity] == nil { positions[identity] = position }
        }
        return positions
    }
}
