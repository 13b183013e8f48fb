import KubeHTTP1

extension HTTPResponse {
    /// Compresses the body for a client that accepts it (GZP-001).
    ///
    /// As upstream reads `Accept-Encoding`, a weight after the name makes it another name.
    mutating func compress(for request: HTTPRequest) {
        let accepted = Substring(request.fields["Accept-Encoding"] ?? "").utf8
        guard
            accepted.split(separator: UInt8(ascii: ",")).contains(where: {
                $0.trimmingSpaces() == "gzip"
            }), let compressed = Gzip.compress(body)
        else { return }
        body = compressed
        fields["Content-Encoding"] = "gzip"
        fields.append("Accept-Encoding", as: "Vary")
    }
}
