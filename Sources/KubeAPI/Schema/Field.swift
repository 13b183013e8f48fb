/// One field of an object of the API.
///
/// A class, so that walking through a schema does not copy what it says.
package final class Field: Sendable {
    /// When a field is part of an encoded object.
    package enum Presence: Sendable {
        /// Unless its value is the zero value (Go's `omitempty` on a plain field).
        case unlessEmpty
        /// Whenever it was set, to zero too (a pointer in Go).
        case whenSet
        /// Always; what was not set is written as the zero value.
        case always
    }

    /// The name in JSON.
    package let name: String

    /// The name among the fields that somebody owns, in FieldsV1.
    package let fieldsV1Key: String

    /// The field number in protobuf.
    package let number: Int

    package let type: FieldType

    package let presence: Presence

    /// The Go type's name where errors show another one than the plain type's, such as `types.UID`.
    package let goType: String?

    /// Whether protobuf puts the list into a message of its own, to tell none from an empty one.
    package let isWrapped: Bool

    /// Whether OpenAPI lists the field as required.
    package let isRequired: Bool

    /// One sentence of our own on what the field means.
    package let documentation: String

    package init(
        _ name: String, _ number: Int, _ type: FieldType, _ presence: Presence,
        goType: String? = nil, isWrapped: Bool = false, isRequired: Bool = false,
        _ documentation: String
    ) {
        self.name = name
        fieldsV1Key = "f:" + name
        self.number = number
        self.type = type
        self.presence = presence
        self.goType = goType
        self.isWrapped = isWrapped
        self.isRequired = isRequired
        self.documentation = documentation
    }

    /// A field that is left out when empty.
    package convenience init(
        _ name: String, _ number: Int, _ type: FieldType, goType: String? = nil,
        isRequired: Bool = false, _ documentation: String
    ) {
        self.init(
            name, number, type, .unlessEmpty, goType: goType, isRequired: isRequired,
            documentation)
    }
}
