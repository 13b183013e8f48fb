package import KubeHTTP1
package import KubeRegistry

/// A request that is kept, in few bytes: those that came, from which all else follows.
extension NotedRequest {
    /// The size of the largest body that is kept.
    package static let bodyBytesMax = 4096

    /// Writes the request; of a body that is too long to be kept, what is told of it.
    package func pack(into writer: inout PackedWriter) {
        http.packHead(into: &writer)
        let digest = http.body.count > Self.bodyBytesMax ? BodyDigest(of: self) : digest
        writer.append(digest == nil)
        if let digest { digest.pack(into: &writer) } else { writer.append(http.body) }
    }

    /// Reads a request that `pack` has written, as a server understands it that offers `catalog`.
    package convenience init(_ reader: inout PackedReader, _ catalog: ResourceCatalog) {
        var http = HTTPRequest(head: &reader)
        let digest = reader.isTrue() ? nil : BodyDigest(&reader)
        if digest == nil { http.body = reader.content() }
        self.init(http, catalog, digest: digest)
    }
}

/// A request that is kept.
package struct PackedRequest: Sendable {
    private let bytes: [UInt8]

    /// Packs a request.
    package init(_ request: NotedRequest) {
        var writer = PackedWriter()
        request.pack(into: &writer)
        bytes = writer.copy
    }

    /// The request as it came, without its body.
    package var head: HTTPRequest {
        var reader = PackedReader(bytes)
        return HTTPRequest(head: &reader)
    }

    /// The request, as a server understands it that offers `catalog`.
    package func unpacked(_ catalog: ResourceCatalog) -> NotedRequest {
        var reader = PackedReader(bytes)
        return NotedRequest(&reader, catalog)
    }
}
