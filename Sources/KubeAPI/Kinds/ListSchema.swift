extension Kind {
    /// The kind of lists of objects of this kind.
    package var list: Kind {
        Kind(
            group: group, version: version, name: "\(name)List",
            schema: ObjectSchema(
                "\(schema.name)List", in: schema.goPackage, "Several objects of kind \(name).",
                fields: [
                    Field("metadata", 1, .object(.listMeta), .always, "Metadata of the list."),
                    Field(
                        "items", 2, .objects(schema, .atomic), .always, isRequired: true,
                        "The objects."),
                ]))
    }
}
