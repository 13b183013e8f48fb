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
            guard let verb = request.verb, let resource = request.resource else {
                let query = request.http.target.query.map { "?\($0)" } ?? ""
                return "\(request.http.method) \(request.http.target.path)\(query)"
            }
            let subresource = request.subresource
            var words =
                "\(verb.rawValue) \(resource)\(subresource.isEmpty ? "" : "/\(subresource)")"
            let place = [request.namespace, name].compactMap(\.self).joined(separator: "/")
            if !place.isEmpty { words += " \(place)" }
            if let holder { words += holder.isEmpty ? " for no holder" : " for holder \(holder)" }
            if let version = bodyText("metadata", "resourceVersion") {
                words += " at version \(version)"
            }
            return words
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
