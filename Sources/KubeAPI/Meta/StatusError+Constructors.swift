import KubeJSON

/// The resource and object that a message names.
package struct ObjectReference: Hashable, Sendable {
    package var group: String
    package var resource: String
    package var kind: String
    package var name: String

    package init(group: String, resource: String, kind: String, name: String) {
        self.group = group
        self.resource = resource
        self.kind = kind
        self.name = name
    }

    /// The resource with its group: `leases.coordination.k8s.io`.
    package var qualifiedResource: String {
        group.isEmpty ? resource : "\(resource).\(group)"
    }

    /// The kind with its group: `Lease.coordination.k8s.io`.
    package var qualifiedKind: String {
        group.isEmpty ? kind : "\(kind).\(group)"
    }

    fileprivate var resourceDetails: StatusError.Details {
        StatusError.Details(name: name, group: group, kind: resource)
    }
}

/// One constructor for each meaning, as in `AM/api/errors/errors.go`.
extension StatusError {
    /// The object does not exist.
    package static func notFound(_ object: ObjectReference) -> StatusError {
        StatusError(
            code: 404, reason: "NotFound",
            message: "\(object.qualifiedResource) \(GoQuote.quote(object.name)) not found",
            details: object.resourceDetails)
    }

    /// The name is taken.
    package static func alreadyExists(_ object: ObjectReference) -> StatusError {
        StatusError(
            code: 409, reason: "AlreadyExists",
            message: "\(object.qualifiedResource) \(GoQuote.quote(object.name)) already exists",
            details: object.resourceDetails)
    }

    /// The write lost against the stored state, which `cause` explains.
    package static func conflict(_ object: ObjectReference, _ cause: String) -> StatusError {
        StatusError(
            code: 409, reason: "Conflict",
            message: "Operation cannot be fulfilled on \(object.qualifiedResource) "
                + "\(GoQuote.quote(object.name)): \(cause)",
            details: object.resourceDetails)
    }

    /// The write was based on another version than the stored one.
    package static func modified(_ object: ObjectReference) -> StatusError {
        conflict(
            object,
            "the object has been modified; please apply your changes to the latest version "
                + "and try again")
    }

    /// The object breaks rules.
    package static func invalid(
        kind: String, group: String, name: String, _ errors: [FieldError]
    ) -> StatusError {
        let qualified = group.isEmpty ? kind : "\(kind).\(group)"
        return StatusError(
            code: 422, reason: "Invalid",
            message: "\(qualified) \(GoQuote.quote(name)) is invalid: "
                + FieldError.aggregate(errors),
            details: Details(
                name: name, group: group, kind: kind, causes: errors.told.map(\.cause)))
    }

    /// The object of this kind breaks rules.
    package static func invalid(_ object: ObjectReference, _ errors: [FieldError]) -> StatusError {
        invalid(kind: object.kind, group: object.group, name: object.name, errors)
    }

    /// The request makes no sense.
    package static func badRequest(_ message: String) -> StatusError {
        StatusError(code: 400, reason: "BadRequest", message: message)
    }

    /// The write is not allowed on this object.
    package static func forbidden(_ object: ObjectReference, _ cause: String) -> StatusError {
        let name = object.name.isEmpty ? "" : " \(GoQuote.quote(object.name))"
        return StatusError(
            code: 403, reason: "Forbidden",
            message: "\(object.qualifiedResource)\(name) is forbidden: \(cause)",
            details: object.resourceDetails)
    }

    /// The version that was asked for is no longer known.
    package static func expired(_ message: String) -> StatusError {
        StatusError(code: 410, reason: "Expired", message: message)
    }

    /// The answer did not come in time.
    package static func timeout(_ text: String, details: Details = Details()) -> StatusError {
        StatusError(
            code: 504, reason: "Timeout", message: "Timeout: \(text)", details: details)
    }

    /// The version that was asked for has not been reached yet.
    package static func tooLargeResourceVersion(
        _ requested: UInt64, current: UInt64
    ) -> StatusError {
        var error = neverReachedResourceVersion(requested, current: current)
        error.details?.retryAfterSeconds = 1
        return error
    }

    /// The version that was asked for has not been reached, and nobody has waited for it.
    package static func neverReachedResourceVersion(
        _ requested: UInt64, current: UInt64
    ) -> StatusError {
        timeout(
            "Too large resource version: \(requested), current: \(current)",
            details: Details(
                causes: [
                    Cause(
                        reason: "ResourceVersionTooLarge",
                        message: "Too large resource version")
                ]))
    }

    /// A failure that upstream does not map to a reason: status 500 and the bare text.
    package static func plain(_ message: String) -> StatusError {
        StatusError(code: 500, reason: "", message: message)
    }

    /// What upstream says when etcd has no room for more.
    package static let databaseSpaceExceeded = plain("etcdserver: mvcc: database space exceeded")

    /// The server itself failed.
    package static func internalError(_ text: String) -> StatusError {
        StatusError(
            code: 500, reason: "InternalError", message: "Internal error occurred: \(text)",
            details: Details(causes: [Cause(message: text)]))
    }

    /// The request is too large, as `text` says.
    package static func requestEntityTooLarge(_ text: String) -> StatusError {
        StatusError(
            code: 413, reason: "RequestEntityTooLarge",
            message: "Request entity too large: \(text)")
    }

    /// Nothing is served at this path.
    package static let pathNotFound = StatusError(
        code: 404, reason: "NotFound",
        message: "the server could not find the requested resource", details: Details())

    /// The path does not take this method.
    package static let methodNotAllowed = StatusError(
        code: 405, reason: "MethodNotAllowed",
        message: "the server does not allow this method on the requested resource",
        details: Details())

    /// The request could not be carried out, without a hint why.
    package static let unprocessable = StatusError(
        code: 422, reason: "Invalid",
        message: "the server rejected our request due to an error in our request",
        details: Details())

    /// Options of this kind break rules.
    static func invalidOptions(_ kind: String, _ errors: [FieldError]) -> StatusError {
        .invalid(kind: kind, group: "meta.k8s.io", name: "", errors)
    }
}
