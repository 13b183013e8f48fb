import KubeAPI

/// A `Status` of Kubernetes that says what went wrong.
public struct FaultStatus: Hashable, Sendable {
    /// The HTTP status.
    public var code: Int

    /// The reason, such as `Conflict`; empty for none.
    public var reason: String

    /// The message for people.
    public var message: String

    /// After how many seconds the client is asked to try again; nil when it is not.
    public var retryAfterSeconds: Int?

    /// What the document says about details; nil for what follows from `retryAfterSeconds`.
    var details: StatusError.Details?

    /// Exactly this status.
    public init(code: Int, reason: String, message: String, retryAfterSeconds: Int? = nil) {
        self.code = code
        self.reason = reason
        self.message = message
        self.retryAfterSeconds = retryAfterSeconds
    }

    var error: StatusError {
        var details = details
        if let retryAfterSeconds {
            details = details ?? StatusError.Details()
            details?.retryAfterSeconds = retryAfterSeconds
        }
        return StatusError(code: code, reason: reason, message: message, details: details)
    }
}

extension FaultStatus {
    /// What a server says that has nothing but the code to go by (ERR-033).
    private static let generic: [Int: (reason: String, message: String)] = [
        400: ("BadRequest", "the server rejected our request for an unknown reason"),
        401: ("Unauthorized", "the server has asked for the client to provide credentials"),
        403: ("Forbidden", "the server does not allow access to the requested resource"),
        404: ("NotFound", "the server could not find the requested resource"),
        405: (
            "MethodNotAllowed", "the server does not allow this method on the requested resource"
        ),
        406: (
            "NotAcceptable",
            "the server was unable to respond with a content type that the client supports"
        ),
        409: ("Conflict", "the server reported a conflict"),
        415: (
            "UnsupportedMediaType",
            "the server does not support the media type"
        ),
        422: ("Invalid", "the server rejected our request due to an error in our request"),
        429: (
            "TooManyRequests",
            "the server has received too many requests and has asked us to try again later"
        ),
        500: (
            "InternalError",
            "an error on the server (\"unknown\") has prevented the request from succeeding"
        ),
        503: ("ServiceUnavailable", "the server is currently unable to handle the request"),
        504: (
            "Timeout",
            "the server was unable to return a response in the time allotted, but may still be "
                + "processing the request"
        ),
    ]

    /// The codes for which there is a status.
    static var genericCodes: [Int] { generic.keys.sorted() }

    /// The status that upstream makes of a code alone; nil where it makes none.
    public init?(code: Int) {
        guard let (reason, message) = Self.generic[code] else { return nil }
        self.init(code: code, reason: reason, message: message)
        details = StatusError.Details()
    }
}
