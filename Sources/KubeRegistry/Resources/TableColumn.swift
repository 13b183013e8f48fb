/// One column of a table.
package struct TableColumn: Sendable {
    package let name: String

    /// `string`, or `date` for an instant.
    package let type: String

    /// `name` for the column that names the object, else empty.
    package let format: String
    package let description: String

    /// Clients show columns above 0 only when asked for more.
    package let priority: Int

    package init(
        _ name: String, type: String = "string", format: String = "", priority: Int = 0,
        _ description: String
    ) {
        self.name = name
        self.type = type
        self.format = format
        self.priority = priority
        self.description = description
    }

    /// The column of names, with the text that clients see.
    package static let name = TableColumn(
        "Name", format: "name",
        "Name must be unique within a namespace. Is required when creating resources, although "
            + "some resources may allow a client to request the generation of an appropriate name "
            + "automatically. Name is primarily intended for creation idempotence and "
            + "configuration definition. Cannot be updated. More info: "
            + "https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names")

    /// The column of ages, with the text that clients see (D-age).
    package static let age = TableColumn(
        "Age",
        "CreationTimestamp is a timestamp representing the server time when this object was "
            + "created. It is not guaranteed to be set in happens-before order across separate "
            + "operations. Clients may not set this value. It is represented in RFC3339 form and "
            + "is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: "
            + "https://git.k8s.io/community/contributors/devel/sig-architecture/"
            + "api-conventions.md#metadata")

    /// The column that upstream shows beside the name for kinds that have no columns of their own.
    package static let createdAt = TableColumn("Created At", type: "date", age.description)
}
