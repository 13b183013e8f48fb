import KubeAPI
package import KubeJSON
import KubeTime

/// The parts of an object that every rule looks at.
extension JSONObject {
    /// The metadata; empty when there is none.
    package var metadata: JSONObject {
        get { self[object: "metadata"] }
        _modify { yield &self[object: "metadata"] }
    }

    /// Gives a field of the metadata a value, or takes it away when that is nil.
    ///
    /// What has the value already is not touched, and shares its members with whom it did.
    mutating func setMetadata(_ key: String, to value: JSONValue?) {
        guard self["metadata"]?[key] != value else { return }
        ObjectSchema.objectMeta.set(key, to: value, in: &metadata)
    }

    /// The spec; empty when there is none.
    package var spec: JSONObject {
        get { self[object: "spec"] }
        _modify { yield &self[object: "spec"] }
    }

    /// `metadata.name` as a value; the empty string when there is none.
    var name: JSONValue { self["metadata"]?["name"] ?? "" }

    /// The text of a metadata field; empty when it is not set.
    package func metadataText(_ key: String) -> String {
        self["metadata"]?[key]?.string ?? ""
    }

    /// The finalizers.
    var finalizers: [String] {
        self["metadata"]?["finalizers"]?.array?.compactMap(\.string) ?? []
    }

    /// Whether the object's deletion was asked for.
    var isTerminating: Bool { self["metadata"]?["deletionTimestamp"] != nil }

    /// Whether all members but the one called `key` are the very same as those of `other`; a no says
    /// nothing.
    func isSame(as other: JSONObject, but key: String) -> Bool {
        positions(changedFrom: other)?.allSatisfy { self[$0].key == key } ?? false
    }

    /// The same members without those called `keys`.
    func removing(_ keys: [String]) -> JSONObject {
        var object = self
        for key in keys { object[key] = nil }
        return object
    }
}
