import KubeEndpoints
import KubeHTTP1
import KubeJSON

/// What a match is held against: a request, and its answer where there is one.
struct RequestSubject {
    /// What is asked.
    private(set) var request: ResolvedRequest

    /// What is answered; nil when nothing is yet.
    let answer: NotedAnswer?

    init(_ request: ResolvedRequest, _ answer: NotedAnswer?) {
        self.request = request
        self.answer = answer
    }

    /// The name of the object that the request is about, which may have been made up for it; nil for
    /// collections.
    var name: String? {
        mutating get {
            if let name = request.name { return name }
            guard request.verb == .create, answer?.status == 201 else { return nil }
            return answerDocument?[path: "metadata", "name"]?.string
        }
    }

    /// Who is to hold the lease that the body describes; nil when it does not say.
    var holder: String? {
        mutating get { request.holderIdentity }
    }

    /// What the body says about one member of one part of the object.
    mutating func bodyText(_ part: String, _ member: String) -> String? {
        request.bodyMember(part, member)?.string
    }

    /// What is asked for, in words: `update leases default/web for holder a`.
    var summary: String {
        mutating get {
            let target = request.http.target
            let query = target.query.map { "?\($0)" } ?? ""
            let summary = RequestSummary(
                verb: request.verb?.rawValue, resource: request.resource,
                subresource: request.subresource, namespace: request.namespace, name: name,
                holder: holder, version: bodyText("metadata", "resourceVersion"))
            return summary.text ?? "\(request.http.method) \(target.path)\(query)"
        }
    }

    /// The document in the body, where that is kept.
    var document: JSONValue? {
        mutating get { request.bodyDocument }
    }

    /// The document in the body of the answer, where that is kept.
    var answerDocument: JSONValue? {
        guard let answer, let body = answer.body else { return nil }
        return request.answerDocument(body, contentType: answer.fields["Content-Type"])
    }
}
