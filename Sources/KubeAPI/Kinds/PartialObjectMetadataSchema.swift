extension Kind {
    /// `meta.k8s.io/v1` PartialObjectMetadata: an object without anything but its metadata.
    package static let partialObjectMetadata = partialObjectMetadata(version: "v1")

    /// `meta.k8s.io/v1beta1` PartialObjectMetadata, the same message.
    package static let partialObjectMetadataV1Beta1 = partialObjectMetadata(version: "v1beta1")

    /// `meta.k8s.io/v1beta1` PartialObjectMetadataList, whose fields have changed places since.
    package static let partialObjectMetadataListV1Beta1 = Kind(
        group: "meta.k8s.io", version: "v1beta1", name: "PartialObjectMetadataList",
        schema: ObjectSchema(
            "PartialObjectMetadataList", in: .meta, "The metadata of several objects.",
            fields: [
                Field("metadata", 2, .object(.listMeta), .always, "Metadata of the list."),
                Field(
                    "items", 1, .objects(.partialObjectMetadata, .atomic), .always,
                    isRequired: true, "The objects."),
            ]))

    private static func partialObjectMetadata(version: String) -> Kind {
        Kind(
            group: "meta.k8s.io", version: version, name: "PartialObjectMetadata",
            schema: .partialObjectMetadata)
    }
}

extension ObjectSchema {
    fileprivate static let partialObjectMetadata = ObjectSchema(
        "PartialObjectMetadata", in: .meta, "An object without anything but its metadata.",
        fields: [
            Field("metadata", 1, .object(.objectMeta), .always, "Metadata of the object.")
        ])
}
