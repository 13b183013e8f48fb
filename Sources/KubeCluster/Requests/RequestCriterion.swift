import KubeAPI
import KubeEndpoints
import KubeHTTP1
import KubeJSON

/// What tells one request from another, by the name with which clients ask for it.
enum RequestCriterion: String, CaseIterable, Sendable {
    case client
    case user
    case userAgent
    case fieldManager
    case verb
    case resource
    case namespace
    case name
    case holder
    case path
    case method
    case status
    case connection

    /// What may stand there, in one line.
    var summary: String {
        switch self {
        case .client: "who asked: a in /as/a/, or the connection, such as c7"
        case .user: "the user; nobody is authenticated yet"
        case .userAgent: "what the program calls itself"
        case .fieldManager: "under which name a writer owns fields"
        case .verb: "a verb of Kubernetes; read and write stand for theirs"
        case .resource: "the resource, such as leases"
        case .namespace: "the namespace"
        case .name: "the name of the object"
        case .holder: "spec.holderIdentity of the body"
        case .path: "the path without /clusters/…, /as/… and query"
        case .method: "the HTTP method"
        case .status: "the HTTP status that was decided, such as 409 or 4*"
        case .connection: "the number of the connection; new, reused"
        }
    }
}

extension RequestCriterion {
    /// What `subject` is called here; more than one where there are words for many.
    func texts(of subject: inout RequestSubject) -> [String] {
        var texts: [String] = []
        _ = hasText(of: &subject) {
            texts.append($0)
            return false
        }
        return texts
    }

    /// Whether one of the texts that `subject` is called here is meant.
    func hasText(
        of subject: inout RequestSubject, where isMeant: (String) -> Bool
    ) -> Bool {
        let request = subject.request
        let text: String?
        switch self {
        case .client: text = request.client
        case .user: text = nil
        case .userAgent: text = request.userAgent
        case .fieldManager: text = request.fieldManager
        case .verb:
            guard let verb = request.verb else { return false }
            return isMeant(verb.rawValue) || isMeant(Self.kind(of: verb))
        case .resource: text = request.resource
        case .namespace: text = request.namespace
        case .name: text = subject.name
        case .holder: text = subject.holder
        case .path: text = request.http.target.path
        case .method: text = request.http.method
        case .status: text = (subject.answer?.status).map(String.init)
        case .connection:
            return isMeant(String(request.http.connection))
                || isMeant(request.http.nth > 1 ? "reused" : "new")
        }
        return text.map(isMeant) ?? false
    }

    /// The verbs that write.
    static let writingVerbs: [Verb] = [.create, .update, .patch, .delete, .deletecollection]

    /// What a verb is called.
    static func texts(of verb: Verb) -> [String] {
        [verb.rawValue, kind(of: verb)]
    }

    /// The word for all verbs that read, or that write.
    private static func kind(of verb: Verb) -> String { verb.takesBody ? "write" : "read" }

    /// Throws when nothing is ever called `text` here, in a place that is called `subject`.
    func check(
        _ text: String, as subject: @autoclosure () -> String
    ) throws(StatusError) {
        let isGlob = text.utf8.contains(UInt8(ascii: "*"))
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        switch self {
        case .verb where !isGlob && !Self.verbs.contains(text):
            throw Self.refusal(of: text, subject(), "one of \(Self.verbs.joined(separator: ", "))")
        case .status where !isGlob && !(isNumber && text.utf8.count == 3):
            throw Self.refusal(of: text, subject(), "a status such as 409, or 4* for all like it")
        case .connection where !isGlob && !isNumber && text != "new" && text != "reused":
            throw Self.refusal(
                of: text, subject(), "the number of a connection, new or reused")
        case .client, .user, .userAgent, .fieldManager, .verb, .resource, .namespace, .name,
            .holder, .path, .method, .status, .connection:
            return
        }
    }

    static let verbs =
        [
            Verb.get, .list, .watch, .create, .update, .patch, .delete, .deletecollection,
        ].map(\.rawValue) + ["read", "write"]

    private static func refusal(
        of text: String, _ subject: String, _ wanted: String
    ) -> StatusError {
        .badRequest("\(subject) must be \(wanted), not \(JSONValue.string(text).shown)")
    }
}
