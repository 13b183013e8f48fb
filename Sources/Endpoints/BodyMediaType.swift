import HTTP1
import KubeAPI

extension MediaType {
    /// The encoding of an object or of options in the body of `request` (NEG-013).
    package init(ofBodyOf request: HTTPRequest) throws(StatusError) {
        guard let contentType = request.fields["Content-Type"], !contentType.isEmpty else {
            self = .json
            return
        }
        guard let mediaType = MediaType(ignoringParametersOf: contentType) else {
            throw .unsupportedMediaType(
                "the body of the request was in an unknown format - accepted media types "
                    + "include: \(MediaType.list)")
        }
        self = mediaType
    }
}

/// A kind of patch, by the media type of its document.
package enum PatchType: String, Hashable, Sendable, CaseIterable {
    /// Operations on places (RFC 6902).
    case json = "application/json-patch+json"
    /// A document laid over the object (RFC 7386).
    case merge = "application/merge-patch+json"
    /// The same with Kubernetes' directives.
    case strategicMerge = "application/strategic-merge-patch+json"
    /// What the client wants to own.
    case apply = "application/apply-patch+yaml"

    /// The kind of patch in the body of `request` (NEG-012).
    package init(ofBodyOf request: HTTPRequest) throws(StatusError) {
        let contentType = request.fields["Content-Type"] ?? ""
        guard let type = PatchType(rawValue: contentType.beforeParameters) else {
            throw .unsupportedMediaType(
                "415: Unsupported Media Type", details: StatusError.Details())
        }
        self = type
    }
}

extension StatusError {
    /// The body's encoding is one that the endpoint cannot read.
    fileprivate static func unsupportedMediaType(
        _ message: String, details: Details? = nil
    ) -> StatusError {
        StatusError(code: 415, reason: "UnsupportedMediaType", message: message, details: details)
    }
}
