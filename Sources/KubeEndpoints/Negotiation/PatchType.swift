package import KubeAPI

/// A kind of patch, by the media type of its document.
package enum PatchType: String, Hashable, Sendable, CaseIterable {
    /// Operations on places (RFC 6902).
    case json = "application/json-patch+json"
    /// A document laid over the object (RFC 7386).
    case merge = "application/merge-patch+json"
    /// The same with Kubernetes' directives.
    case strategic = "application/strategic-merge-patch+json"
    /// What the client wants to own.
    case apply = "application/apply-patch+yaml"

    /// The kind of a patch with this `Content-Type` (NEG-012).
    package init(contentType: String?) throws(StatusError) {
        guard let type = PatchType(rawValue: (contentType ?? "").beforeParameters) else {
            throw .unsupportedMediaType(
                "415: Unsupported Media Type", details: StatusError.Details())
        }
        self = type
    }
}
