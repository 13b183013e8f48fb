import KubeAPI
import KubeEndpoints
import KubeHTTP1
import KubeRegistry

/// What an error says about a request.
extension NamedError {
    /// The `Status` that answers `request` when the store has come to `revision`.
    func status(for request: inout RequestSubject, at revision: UInt64) -> StatusError {
        switch name {
        case .etcdLeaderChanged: .plain("etcdserver: leader changed")
        case .etcdTimeout: .plain("etcdserver: request timed out")
        case .etcdTimeoutLeader:
            .plain("etcdserver: request timed out, possibly due to previous leader failure")
        case .etcdTimeoutConnection:
            .plain("etcdserver: request timed out, possibly due to connection lost")
        case .etcdNoLeader: .plain("etcdserver: no leader")
        case .etcdNoSpace: .databaseSpaceExceeded
        case .etcdTooMany: .plain("etcdserver: too many requests")
        case .serverTimeout: Self.serverTimeout(request)
        case .timeout:
            .timeout(
                "request did not complete within requested timeout - context deadline exceeded")
        case .timeoutFilter: .timeout("request did not complete within the allotted timeout")
        case .tooManyRequests: Self.tooMany("Too many requests, please try again later.")
        case .shuttingDown429:
            Self.tooMany("The apiserver is shutting down, please try again later.")
        case .shuttingDown503: Self.unavailable("apiserver is shutting down")
        case .notInstalled503:
            Self.unavailable(
                "the request has been made before all known HTTP paths have been installed, please "
                    + "try again", retryAfterSeconds: 5)
        case .cacheUnready429: Self.tooMany("storage is (re)initializing", retryAfterSeconds: 1)
        case .tooLargeResourceVersion:
            .tooLargeResourceVersion(
                max(request.request.requestedRevision ?? 0, revision + 1), current: revision)
        case .expired: Self.expired(request.request, at: revision)
        case .conflict: .modified(request.reference)
        case .unauthorized: StatusError(code: 401, reason: "Unauthorized", message: "Unauthorized")
        case .forbidden: forbidden(&request)
        case .quota: exceeded(&request)
        case .webhookDenied: denied
        case .webhookDown:
            .internalError(
                "failed calling webhook \"\(parameters.subject)\": failed to call webhook: Post "
                    + "\"https://\(parameters.subject).svc:443/validate?timeout=10s\": context "
                    + "deadline exceeded")
        }
    }

    private static func serverTimeout(_ request: RequestSubject) -> StatusError {
        var request = request
        let (verb, object) = (request.verb, request.reference)
        return StatusError(
            code: 500, reason: "ServerTimeout",
            message: "The \(verb) operation against \(object.qualifiedResource) could not be "
                + "completed at this time, please try again.",
            details: StatusError.Details(
                name: verb, group: object.group, kind: object.resource, retryAfterSeconds: 2))
    }

    private static func tooMany(_ message: String, retryAfterSeconds: Int? = nil) -> StatusError {
        StatusError(
            code: 429, reason: "TooManyRequests", message: message,
            details: retryAfterSeconds.map { StatusError.Details(retryAfterSeconds: $0) })
    }

    private static func unavailable(
        _ message: String, retryAfterSeconds: Int? = nil
    ) -> StatusError {
        StatusError(
            code: 503, reason: "ServiceUnavailable", message: message,
            details: retryAfterSeconds.map { StatusError.Details(retryAfterSeconds: $0) })
    }

    /// In the words for a watch or for a list.
    private static func expired(_ request: ResolvedRequest, at revision: UInt64) -> StatusError {
        guard request.verb == .watch else {
            return .expired("The resourceVersion for the provided list is too old.")
        }
        return .expired(
            "too old resource version: \(request.requestedRevision ?? 0) (\(revision))")
    }

    /// What authorization says (AUT-004).
    private func forbidden(_ request: inout RequestSubject) -> StatusError {
        let user = "User \"\(parameters.user)\""
        guard request.request.route.info != nil else {
            return StatusError(
                code: 403, reason: "Forbidden",
                message: "forbidden: \(user) cannot \(request.verb) path "
                    + "\"\(request.request.http.target.path)\"", details: StatusError.Details())
        }
        // What a create is to be called is not looked at before it is allowed.
        let object = request.request.verb == .create ? request.collection : request.reference
        let subresource = request.request.subresource
        let resource = subresource.isEmpty ? object.resource : "\(object.resource)/\(subresource)"
        // Upstream takes a namespace to lie in itself.
        let isNamespace = object.group.isEmpty && object.resource == "namespaces"
        let namespace =
            request.request.namespace ?? (isNamespace ? request.request.route.info?.name : nil)
        let place = namespace.map { "in the namespace \"\($0)\"" } ?? "at the cluster scope"
        return .forbidden(
            object,
            "\(user) cannot \(request.verb) resource \"\(resource)\" in API group "
                + "\"\(object.group)\" \(place)")
    }

    private func exceeded(_ request: inout RequestSubject) -> StatusError {
        let object = request.reference
        let count = "count/\(object.qualifiedResource)"
        let limit = parameters.limit
        return .forbidden(
            object,
            "exceeded quota: \(parameters.subject), requested: \(count)=1, used: \(count)=\(limit), "
                + "limited: \(count)=\(limit)")
    }

    private var denied: StatusError {
        let start = "admission webhook \"\(parameters.subject)\" denied the request"
        return StatusError(
            code: parameters.code, reason: "",
            message: parameters.reason.map { "\(start): \($0)" } ?? "\(start) without explanation")
    }
}

extension RequestSubject {
    /// What messages say about the object that the request is about.
    var reference: ObjectReference {
        mutating get {
            if let action = request.action {
                return action.target.served.reference(name ?? "")
            }
            let info = request.route.info
            return ObjectReference(
                group: info?.group ?? "", resource: info?.resource ?? "", kind: "",
                name: info?.name ?? "")
        }
    }

    /// What messages say about the collection in which the object is, or is to be.
    fileprivate var collection: ObjectReference {
        mutating get {
            guard let served = request.action?.target.served else { return reference }
            return served.reference("")
        }
    }

    /// The verb as authorization calls it: for what is no resource it is the method.
    var verb: String { request.verb?.rawValue ?? request.http.method.lowercased() }
}
