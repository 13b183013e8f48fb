import KubeAPI
package import KubeJSON
import KubeTime

/// What a write changes in the `spec` of an object; everything else of the object stays.
package struct SpecChanges: Hashable, Sendable {
    /// The fields in the order in which they were decided; a nil value removes the field.
    package private(set) var fields: [Field] = []

    /// One field and its new value.
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: JSONValue?
    }

    /// No changes.
    package init() {}

    /// What makes the `spec` of a lease `spec`, and nothing else.
    init(_ spec: LeaseSpec) {
        for (name, value) in spec.fields { fields.append(Field(name: name, value: value)) }
    }

    /// Whether there is nothing to write.
    package var isEmpty: Bool {
        fields.isEmpty
    }

    /// Gives `field` a value.
    mutating func set(_ field: String, to value: JSONValue) {
        fields.append(Field(name: field, value: value))
    }

    /// Removes `field`.
    mutating func remove(_ field: String) {
        fields.append(Field(name: field, value: nil))
    }

    /// Makes the changes in `spec`.
    package func apply(to spec: inout JSONObject) {
        for field in fields { spec[field.name] = field.value }
    }
}
