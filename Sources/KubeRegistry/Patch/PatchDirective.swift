import KubeJSON

/// The members of a strategic merge patch that say how to merge instead of what.
enum PatchDirective {
    /// Says whether a map is replaced or emptied, or an element deleted.
    static let patch = "$patch"

    /// Lists the members of a map that stay.
    static let retainKeys = "$retainKeys"

    private static let deletion = "$deleteFromPrimitiveList"
    private static let order = "$setElementOrder"

    /// The list that a member called `key` deletes from; nil when the member is none of that kind.
    static func listToDeleteFrom(
        _ key: String
    ) throws(StrategicMergePatch.Failure) -> String? {
        guard key.hasPrefix(deletion) else { return nil }
        return try list(key, after: deletion, orThrow: .malformed("primitive list"))
    }

    /// The list that a member called `key` orders; nil when the member is none of that kind.
    static func listToOrder(_ key: String) throws(StrategicMergePatch.Failure) -> String? {
        guard key.hasPrefix(order) else { return nil }
        return try list(key, after: order, orThrow: .malformed("setElementOrder list"))
    }

    private static func list(
        _ key: String, after prefix: String, orThrow failure: StrategicMergePatch.Failure
    ) throws(StrategicMergePatch.Failure) -> String {
        guard key.hasPrefix(prefix + "/") else { throw failure }
        return String(key.dropFirst(prefix.count + 1))
    }

    /// Whether a member called `key` concerns a list beside it.
    static func isAboutList(_ key: String) -> Bool {
        key.hasPrefix(deletion) || key.hasPrefix(order)
    }

    private static func isDirective(_ key: String) -> Bool {
        key == patch || key == retainKeys || isAboutList(key)
    }

    /// `value` as it is stored when there is nothing to merge it with: without directives, nulls in
    /// maps, and elements to delete.
    static func stripped(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object): .object(stripped(object))
        case .array(let elements):
            .array(elements.filter { $0.object?[patch] == nil }.map(stripped))
        default: value
        }
    }

    /// The map `object` without directives and nulls.
    static func stripped(_ object: JSONObject) -> JSONObject {
        JSONObject(
            object.lazy.filter { !isDirective($0.key) && $0.value != .null }
                .map { key, value in (key, stripped(value)) })
    }
}
