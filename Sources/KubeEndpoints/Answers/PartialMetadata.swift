import KubeJSON

/// `PartialObjectMetadata`: an object without anything but its metadata.
enum PartialMetadata {
    /// What comes before the metadata in a document in `version` of `meta.k8s.io`.
    static func typePrefix(_ version: Transformation.MetaVersion) -> [UInt8] {
        Array("{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"\(version.apiVersion)\",".utf8)
    }
}
