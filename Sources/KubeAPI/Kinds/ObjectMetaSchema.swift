extension ObjectSchema {
    /// `metav1.ObjectMeta`: what every object carries (`AM/apis/meta/v1/types.go`).
    package static let objectMeta = ObjectSchema(
        "ObjectMeta", in: .meta, "Metadata that every object of the API carries.",
        fields: [
            Field("name", 1, .string, "Name of the object, unique among its kind in a namespace."),
            Field(
                "generateName", 2, .string,
                "Prefix from which the server makes a unique name when none is given."),
            Field("namespace", 3, .string, "Namespace that the object lives in."),
            Field("selfLink", 4, .string, "No longer filled in."),
            Field(
                "uid", 5, .string, goType: "types.UID",
                "Identity of the object in time and space, given by the server."),
            Field(
                "resourceVersion", 6, .string,
                "Version of the object, which changes with every write."),
            Field("generation", 7, .int64, "Number of the desired state."),
            Field("creationTimestamp", 8, .time, "When the server created the object."),
            Field(
                "deletionTimestamp", 9, .time, .whenSet,
                "When the object was asked to be deleted."),
            Field(
                "deletionGracePeriodSeconds", 10, .int64, .whenSet,
                "Seconds the object may take to go."),
            Field("labels", 11, .stringMap, "Keys and values to select objects by."),
            Field("annotations", 12, .stringMap, "Keys and values for tools to keep notes in."),
            Field(
                "ownerReferences", 13, .objects(.ownerReference, .map(keys: ["uid"])),
                "Objects that this one depends on."),
            Field(
                "finalizers", 14, .strings(.set),
                "What must be removed before the object goes for good."),
            Field(
                "managedFields", 17, .objects(.managedFieldsEntry, .atomic),
                "Who set which fields, and how."),
        ])

    /// `metav1.OwnerReference`.
    package static let ownerReference = ObjectSchema(
        "OwnerReference", in: .meta, "An object that owns another one in the same namespace.",
        isAtomic: true,
        fields: [
            Field(
                "apiVersion", 5, .string, .always, isRequired: true,
                "Group and version of the owner."),
            Field("kind", 1, .string, .always, isRequired: true, "Kind of the owner."),
            Field("name", 3, .string, .always, isRequired: true, "Name of the owner."),
            Field(
                "uid", 4, .string, .always, goType: "types.UID", isRequired: true,
                "Uid of the owner."),
            Field("controller", 6, .bool, .whenSet, "Whether the owner controls the object."),
            Field(
                "blockOwnerDeletion", 7, .bool, .whenSet,
                "Whether the owner stays while this object exists."),
        ])

    /// `metav1.ManagedFieldsEntry`.
    package static let managedFieldsEntry = ObjectSchema(
        "ManagedFieldsEntry", in: .meta, "The fields that one manager set in one way.",
        fields: [
            Field("manager", 1, .string, "Name of who manages the fields."),
            Field(
                "operation", 2, .string, goType: "v1.ManagedFieldsOperationType",
                "Apply or Update."),
            Field("apiVersion", 3, .string, "Version in which the fields are named."),
            Field("time", 4, .time, .whenSet, "When the entry last changed."),
            Field("fieldsType", 6, .string, "Always FieldsV1."),
            Field("fieldsV1", 7, .fieldsV1, .whenSet, "The fields, as a tree."),
            Field("subresource", 8, .string, "Subresource through which they were set."),
        ])

    /// `metav1.ListMeta`.
    package static let listMeta = ObjectSchema(
        "ListMeta", in: .meta, "Metadata of a list.",
        fields: [
            Field("selfLink", 1, .string, "No longer filled in."),
            Field("resourceVersion", 2, .string, "Version of the store that the list shows."),
            Field("continue", 3, .string, "Token that asks for the next page."),
            Field(
                "remainingItemCount", 4, .int64, .whenSet, "How many items follow this page."),
            Field(
                "shardInfo", 5, .object(shardInfo), .whenSet, "Which part of all items it shows."),
        ])

    /// `metav1.ShardInfo`.
    private static let shardInfo = ObjectSchema(
        "ShardInfo", in: .meta, "Which part of all items a list shows.",
        fields: [
            Field(
                "selector", 1, .string, .always, isRequired: true,
                "Selector that the request has named.")
        ])
}
