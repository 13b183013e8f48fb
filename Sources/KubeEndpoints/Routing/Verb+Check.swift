import KubeAPI
import KubeHTTP1

extension Verb {
    /// Checks what the router checks of the headers of a request to a resource (URL-018).
    func check(
        _ http: HTTPRequest, _ negotiation: ContentNegotiation
    ) throws(StatusError) {
        if self == .patch { _ = try PatchType(contentType: http.fields["Content-Type"]) }
        try negotiation.check(self == .list || self == .watch ? .lists : .objects)
    }
}
