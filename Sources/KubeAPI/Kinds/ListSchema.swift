extension Kind {
    /// The kind of lists of objects of this kind.
    package var list: Kind {
        Kind(
            group: group, version: version, name: "\(name)List",
            schema: ObjectSchema(
                "\(schema.name)List", in: schema.goPackage, "Several objects of kind \(name).",
                fields: [
                    Field(
                        "metadata", ListNumber.metadata, .object(.listMeta), .always,
                        "Metadata of the list."),
                    Field(
                        "items", ListNumber.items, .objects(schema, .atomic), .always,
                        isRequired: true,
                        "The objects."),
                ]))
    }
}

/// The numbers of a list's fields in protobuf, the same for lists of all kinds.
package enum ListNumber {
    package static let metadata = 1
    package static let items = 2
}
