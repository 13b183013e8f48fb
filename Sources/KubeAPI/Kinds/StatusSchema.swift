extension Kind {
    /// `v1` Status, with which every group answers.
    package static let status = Kind(group: "", version: "v1", name: "Status", schema: .status)
}

extension ObjectSchema {
    /// `metav1.Status`.
    package static let status = ObjectSchema(
        "Status", in: .meta, "What came of a request that answers with no object.",
        fields: [
            Field("metadata", 1, .object(.listMeta), .always, "Metadata of the answer."),
            Field("status", 2, .string, "Success or Failure."),
            Field("message", 3, .string, "What happened, in a sentence."),
            Field("reason", 4, .string, goType: "v1.StatusReason", "What happened, in one word."),
            Field("details", 5, .object(statusDetails), .whenSet, "What the answer is about."),
            Field("code", 6, .int32, "HTTP status of the answer."),
        ])

    private static let statusDetails = ObjectSchema(
        "StatusDetails", in: .meta, "What an answer is about.",
        fields: [
            Field("name", 1, .string, "Name of the object."),
            Field("group", 2, .string, "Group of the object."),
            Field("kind", 3, .string, "Kind of the object, or its resource."),
            Field("uid", 6, .string, goType: "types.UID", "Uid of the object."),
            Field("causes", 4, .objects(statusCause, .atomic), "What is wrong, one by one."),
            Field("retryAfterSeconds", 5, .int32, "Seconds to wait before another attempt."),
        ])

    private static let statusCause = ObjectSchema(
        "StatusCause", in: .meta, "One of the things that are wrong.",
        fields: [
            Field("reason", 1, .string, goType: "v1.CauseType", "What is wrong, in one word."),
            Field("message", 2, .string, "What is wrong, in a sentence."),
            Field("field", 3, .string, "Where in the document it is."),
        ])
}
