import KubeAPI

/// What is said to clients that accept nothing there is, or send what nobody can read.
extension StatusError {
    /// The answer would have no form that the client accepts.
    static func notAcceptable(_ message: String, details: Details? = nil) -> StatusError {
        StatusError(code: 406, reason: "NotAcceptable", message: message, details: details)
    }

    static func onlyAccepted(_ mediaTypes: String) -> StatusError {
        notAcceptable("only the following media types are accepted: \(mediaTypes)")
    }

    /// The body is in an encoding that the server cannot read.
    static let unsupportedBody = unsupportedMediaType(
        "the body of the request was in an unknown format - accepted media types include: "
            + Encoding.list)

    static func unsupportedMediaType(
        _ message: String, details: Details? = nil
    ) -> StatusError {
        StatusError(code: 415, reason: "UnsupportedMediaType", message: message, details: details)
    }
}
