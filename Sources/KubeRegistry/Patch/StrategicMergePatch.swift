import KubeAPI
import KubeJSON

/// A partial document that is laid over another as its schema says: maps and some lists merge,
/// everything else is replaced (`AM/util/strategicpatch/patch.go`).
struct StrategicMergePatch {
    private let patch: JSONObject
    private let schema: ObjectSchema

    /// The patch `patch` to an object of `schema`.
    init(_ patch: JSONObject, schema: ObjectSchema) {
        self.patch = patch
        self.schema = schema
    }

    /// What a patch makes of a document.
    struct Result {
        /// The document, with members that its schema does not know if the patch has such.
        let object: JSONObject
        /// The members that the patch has twice, in the words of warnings.
        let problems: [String]
    }

    /// `document` with the patch laid over it.
    func apply(to document: JSONObject) throws(StatusError) -> Result {
        var problems = FieldProblems()
        problems.visit(patch)
        do {
            let merged = try Self.merge(patch, into: document, schema)
            return Result(object: merged, problems: problems.problems)
        } catch {
            throw error.status
        }
    }
}

// MARK: - Maps

extension StrategicMergePatch {
    /// Merges two maps; those that no schema describes hold only scalars.
    static func merge(
        _ patch: JSONObject, into original: JSONObject, _ schema: ObjectSchema?
    ) throws(Failure) -> JSONObject {
        if let directive = patch[PatchDirective.patch] {
            switch directive {
            case "replace": return PatchDirective.stripped(patch)
            case "delete": return JSONObject()
            default: throw .unknownDirective(directive, in: patch)
            }
        }
        var merged = original
        var patch = patch
        try retainKeys(of: &patch, in: &merged)
        try orderLists(of: &patch, in: &merged, schema)
        // What goes is null until the end, where all of it goes at once.
        var gone: Set<JSONString> = []
        for (key, value) in patch {
            let list = try PatchDirective.listToDeleteFrom(key)
            if case .null = value {
                let key = list ?? key
                guard merged[key] != nil else { continue }
                merged[key] = .null
                gone.insert(JSONString(key))
            } else if let list {
                try delete(value, from: list, in: &merged, schema)
            } else {
                merged[key] = try mergeMember(key, value, into: merged[key], schema)
            }
        }
        if !gone.isEmpty {
            merged.removeAll { $0.value == .null && gone.contains(JSONString($0.key)) }
        }
        return merged
    }

    /// The member `key` of a map when `value`, which is not null, is laid over `original`.
    private static func mergeMember(
        _ key: String, _ value: JSONValue, into original: JSONValue?, _ schema: ObjectSchema?
    ) throws(Failure) -> JSONValue {
        switch (original, value) {
        case (.object(let original)?, .object(let patch)):
            return .object(
                try merge(patch, into: original, schema?.field(key)?.type.objectSchema))
        case (.array(let original)?, .array(let patch)):
            let list = MergedList(schema?.field(key)?.type)
            return .array(try list.merge(patch, into: original))
        default: return PatchDirective.stripped(value)
        }
    }

    /// Deletes `elements` from the list called `key`, if there is one.
    private static func delete(
        _ elements: JSONValue, from key: String, in map: inout JSONObject, _ schema: ObjectSchema?
    ) throws(Failure) {
        guard let original = map[key]?.array, let elements = elements.array else { return }
        let list = MergedList(schema?.field(key)?.type)
        map[key] = .array(try list.delete(elements, from: original))
    }

    /// Removes what the patch does not list among the members that stay.
    private static func retainKeys(
        of patch: inout JSONObject, in map: inout JSONObject
    ) throws(Failure) {
        guard let list = patch[PatchDirective.retainKeys] else { return }
        guard let list = list.array else { throw .malformed("retainKeys") }
        patch[PatchDirective.retainKeys] = nil
        let retained = Set(list)
        let isComplete = patch.allSatisfy { key, value in
            value == .null || PatchDirective.isAboutList(key) || retained.contains(.string(key))
        }
        guard isComplete else { throw .retainKeysMismatch }
        map = JSONObject(
            map.lazy.filter { retained.contains(.string($0.key)) }.map { ($0.key, $0.value) })
    }

    /// Merges and orders the lists whose order the patch gives, and takes them out of it.
    private static func orderLists(
        of patch: inout JSONObject, in map: inout JSONObject, _ schema: ObjectSchema?
    ) throws(Failure) {
        var done: Set<JSONString> = []
        defer { if !done.isEmpty { patch.removeAll { done.contains(JSONString($0.key)) } } }
        for (directive, order) in patch {
            guard let key = try PatchDirective.listToOrder(directive) else { continue }
            done.insert(JSONString(directive))
            let order = try Failure.array(order)
            let original = try map[key].map(Failure.array)
            let elements =
                try done.contains(JSONString(key)) ? nil : patch[key].map(Failure.array)
            if let schema, schema.field(key) == nil { throw .unknownField(key, in: schema) }
            let list = MergedList(schema?.field(key)?.type)
            try list.check(elements ?? [], follow: order)
            guard original != nil || elements != nil else { continue }
            map[key] = .array(try list.merge(elements, into: original, order: order))
            done.insert(JSONString(key))
        }
    }
}
