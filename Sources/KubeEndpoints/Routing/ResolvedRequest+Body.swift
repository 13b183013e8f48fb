import KubeAPI
import KubeHTTP1
package import KubeJSON
import KubeRegistry

extension ResolvedRequest {
    /// The encoding of the body; throws 415 for one that the verb does not take.
    func bodyEncoding() throws(StatusError) -> Encoding {
        let contentType = http.fields["Content-Type"]
        guard verb == .patch else { return try Encoding(contentType: contentType) }
        return try PatchType(contentType: contentType) == .apply ? .yaml : .json
    }

    /// Reads the body, unless that was done before, there is none, or nobody may read it.
    ///
    /// What is wrong with it is said by `readBody`.
    mutating func prepareBody() {
        guard document == nil, verb?.takesBody == true, !http.body.isEmpty, !http.isBodyTooLarge
        else { return }
        document = try? parsedBody()
    }

    /// What stands in the body; throws 415 where that cannot be told.
    ///
    /// Each verb has its own place for this among its other checks (REQ-006).
    func readBody() throws(StatusError) -> RequestBody {
        if let document { return RequestBody(bytes: http.body, document: document) }
        return RequestBody(bytes: http.body, document: try parsedBody())
    }

    private func parsedBody() throws(StatusError) -> BodyDocument {
        let isDeletion = verb == .delete || verb == .deletecollection
        let schema = isDeletion ? nil : action?.target.served.kind.schema
        return BodyDocument(http.body, in: try bodyEncoding(), as: schema ?? .deleteOptions)
    }

    /// The same without a body that says nothing: reads need none, and some clients send one.
    var withoutIdleBody: ResolvedRequest {
        guard verb?.takesBody == false, !http.body.isEmpty else { return self }
        var request = self
        request.http.body = []
        return request
    }
}

// MARK: - What a rule looks at

extension ResolvedRequest {
    /// The object that the request is about: as the path names it, or the body of a create; nil for
    /// collections.
    package var name: String? {
        mutating get {
            if let name = route.info?.name { return name }
            guard verb == .create else { return nil }
            return bodyMember("metadata", "name")?.string
        }
    }

    /// Who is to hold the lease that the body describes; nil when it does not say.
    package var holderIdentity: String? {
        mutating get { bodyMember("spec", "holderIdentity")?.string }
    }

    /// What stands in the body; nil when there is none, or when it cannot be read.
    package var bodyDocument: JSONValue? {
        mutating get {
            prepareBody()
            return document?.value
        }
    }

    /// What the body says about one member of one part of the object: `spec` and `holderIdentity`.
    ///
    /// Nil when it says nothing, or nothing that can be read.
    package mutating func bodyMember(_ part: String, _ member: String) -> JSONValue? {
        prepareBody()
        guard let value = document?.value else { return nil }
        guard let operations = value.array else { return value[part]?[member] }
        // A JSON patch: what it says last counts.
        return operations.reversed().lazy.compactMap { operation -> JSONValue? in
            switch operation["path"]?.string {
            case "/\(part)/\(member)": operation["value"]
            case "/\(part)": operation["value"]?[member]
            default: nil
            }
        }.first
    }
}
