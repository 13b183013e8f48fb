package import KubeAPI

/// How an answer is written: what a client and the server agreed upon.
package struct ResponseFormat: Hashable, Sendable {
    /// The encoding.
    package var encoding: Encoding
    /// The form of the document, nil for its own.
    package var transformation: Transformation?
    /// Whether JSON is spread over lines for a person to read.
    package var isPretty: Bool

    /// A format with the given parts.
    package init(
        _ encoding: Encoding, transformation: Transformation? = nil, isPretty: Bool = false
    ) {
        self.encoding = encoding
        self.transformation = transformation
        self.isPretty = isPretty
    }

    /// What a client gets that accepts nothing the server has (NEG-009).
    package static let fallback = ResponseFormat(.json, isPretty: true)

    /// The value of `Content-Type`; only aggregated discovery repeats what was asked for (DSC-022).
    package var contentType: String {
        guard case .groupDiscoveryList(let version) = transformation else {
            return encoding.rawValue
        }
        return "\(encoding.rawValue);g=apidiscovery.k8s.io;v=\(version.rawValue)"
            + ";as=APIGroupDiscoveryList"
    }

    /// The value of `Content-Type` of a watch: JSON says nothing of it being a stream (FRM-001).
    package var streamContentType: String {
        encoding == .json ? encoding.rawValue : encoding.streamName
    }
}

extension ResponseFormat {
    /// The same for the events of a watch; throws 406 when the encoding cannot stream (NEG-011).
    package func streaming() throws(StatusError) -> ResponseFormat {
        guard encoding.canStream else { throw .onlyAccepted(Encoding.streamList) }
        var format = self
        format.isPretty = false
        return format
    }
}
