import KubeHTTP1

extension HTTPFields {
    /// Whether the client says that it has the document that `tag` names (RFC 9110, 13.1.2).
    func hasDocument(tagged tag: String) -> Bool {
        values(of: "If-None-Match").contains { value in
            value.split(separator: ",").contains { candidate in
                let name = candidate.utf8.trimmingSpaces()
                return name == "*" || name == tag || name == "W/\(tag)"
            }
        }
    }
}
