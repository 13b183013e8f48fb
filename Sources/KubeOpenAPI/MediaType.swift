/// Lists of media types, in the order in which upstream declares them.
enum MediaType {
    static let any = ["*/*"]
    static let json = ["application/json"]
    static let documents = [
        "application/json", "application/yaml", "application/vnd.kubernetes.protobuf",
    ]
    static let streams =
        documents + [
            "application/json;stream=watch", "application/vnd.kubernetes.protobuf;stream=watch",
        ]
    static let patches = [
        "application/json-patch+json", "application/merge-patch+json",
        "application/strategic-merge-patch+json", "application/apply-patch+yaml",
    ]
}
