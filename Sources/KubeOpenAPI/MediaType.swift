/// Lists of media types.
enum MediaType {
    static let any = ["*/*"]
    static let json = ["application/json"]
    static let documents = [
        "application/json", "application/vnd.kubernetes.protobuf", "application/yaml",
    ]
    static let streams = [
        "application/json", "application/json;stream=watch", "application/vnd.kubernetes.protobuf",
        "application/vnd.kubernetes.protobuf;stream=watch", "application/yaml",
    ]
    static let patches = [
        "application/apply-patch+yaml", "application/json-patch+json",
        "application/merge-patch+json", "application/strategic-merge-patch+json",
    ]
}
