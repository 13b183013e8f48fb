import KubeHTTP1

extension HTTPResponse {
    /// Compresses the body for a client that accepts it (GZP-001).
    mutating func compress(for request: HTTPRequest) {
        guard request.acceptsGzip, let compressed = Gzip.compress(body) else { return }
        body = compressed
        declareGzip()
    }

    /// Says that the body is compressed.
    mutating func declareGzip() {
        fields["Content-Encoding"] = "gzip"
        fields.append("Accept-Encoding", as: "Vary")
    }
}

extension HTTPRequest {
    /// Whether the client reads gzip, and this can write it.
    ///
    /// As upstream reads `Accept-Encoding`, a weight after the name makes it another name.
    var acceptsGzip: Bool {
        Gzip.isAvailable
            && Substring(fields["Accept-Encoding"] ?? "").utf8.split(separator: UInt8(ascii: ","))
                .contains { $0.trimmingSpaces() == "gzip" }
    }
}
