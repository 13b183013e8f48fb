import KubeAPI
import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore

/// The answers that errors by name give, each with the fields of the part of the server that gives it.
extension Cluster {
    /// The answer of `error` to `subject`.
    mutating func answer(_ error: NamedError, to subject: inout RequestSubject) -> HTTPResponse {
        let status = error.status(for: &subject, at: registry.store.revision)
        let request = subject.request.http
        var response: HTTPResponse
        switch error.name {
        case .tooManyRequests, .shuttingDown429:
            response = HTTPResponse(text: status.message + "\n", status: status.code)
            response = api.finish(response, for: request)
        case .timeoutFilter, .shuttingDown503:
            response = api.finish(Self.unnegotiated(error, status), for: request)
        default: response = api.refuse(request, with: status)
        }
        switch error.name {
        case .tooManyRequests, .shuttingDown503: response.fields["Retry-After"] = "1"
        case .shuttingDown429:
            response.fields["Retry-After"] = "5"
            response.fields["Connection"] = "close"
            // It is said before anything that says how long an answer may be kept.
            response.fields["Cache-Control"] = nil
        case .forbidden: response.fields["X-Content-Type-Options"] = "nosniff"
        default: break
        }
        if error.isSaidBeforeFairness { response.removePriorityAndFairness() }
        return response
    }

    /// What filters write themselves, whatever the client accepts.
    private static func unnegotiated(
        _ error: NamedError, _ status: StatusError
    ) -> HTTPResponse {
        var document = status.json
        guard error.name == .timeoutFilter else {
            return HTTPResponse(
                status: status.code,
                fields: [
                    "Content-Type": "application/json", "X-Content-Type-Options": "nosniff",
                ], body: JSONWriter.encode(.object(document)) + Array("\n\n".utf8))
        }
        // It has no kind, and its type is guessed.
        document["kind"] = nil
        document["apiVersion"] = nil
        return HTTPResponse(
            status: status.code, fields: ["Content-Type": "text/plain; charset=utf-8"],
            body: JSONWriter.encode(.object(document)) + [UInt8(ascii: "\n")])
    }
}

extension NamedError {
    /// Whether it comes from a part of the server in front of priority and fairness.
    fileprivate var isSaidBeforeFairness: Bool {
        switch name {
        case .shuttingDown429, .shuttingDown503, .timeoutFilter, .unauthorized: true
        default: false
        }
    }
}

extension HTTPResponse {
    /// Leaves out the fields that priority and fairness add.
    fileprivate mutating func removePriorityAndFairness() {
        fields["X-Kubernetes-Pf-Flowschema-Uid"] = nil
        fields["X-Kubernetes-Pf-Prioritylevel-Uid"] = nil
    }
}
