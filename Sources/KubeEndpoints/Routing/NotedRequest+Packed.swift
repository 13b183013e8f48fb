package import KubeHTTP1
package import KubeRegistry

/// A request that is kept, in few bytes: those that came, from which all else follows.
extension NotedRequest {
    /// The size of the largest body that is kept.
    package static let bodyBytesMax = 4096

    /// Writes the request, but for its body; of one that is too long to be kept, what is told of it.
    package func pack(into writer: inout PackedWriter) {
        http.packHead(into: &writer)
        let digest = isBodyTooLong ? BodyDigest(of: self) : digest
        writer.append(digest != nil)
        digest?.pack(into: &writer)
    }

    /// The body as it came, unless it is too long to be kept.
    package var keptBody: [UInt8] { isBodyTooLong ? [] : http.body }

    private var isBodyTooLong: Bool { http.body.count > Self.bodyBytesMax }

    /// Reads a request that `pack` has written, and that had this `body`, as a server understands it
    /// that offers `catalog`.
    package convenience init(
        _ reader: inout PackedReader, body: [UInt8], _ catalog: ResourceCatalog
    ) {
        var http = HTTPRequest(head: &reader)
        http.body = body
        self.init(http, catalog, digest: reader.isTrue() ? BodyDigest(&reader) : nil)
    }
}

/// A request that is kept.
package struct PackedRequest: Sendable {
    private let bytes: [UInt8]
    private let body: [UInt8]

    /// Packs a request.
    package init(_ request: NotedRequest) {
        var writer = PackedWriter(capacity: 32 + request.http.head.count)
        request.pack(into: &writer)
        bytes = writer.bytes
        body = request.keptBody
    }

    /// The request as it came, without its body.
    package var head: HTTPRequest {
        var reader = PackedReader(bytes)
        return HTTPRequest(head: &reader)
    }

    /// The request, as a server understands it that offers `catalog`.
    package func unpacked(_ catalog: ResourceCatalog) -> NotedRequest {
        var reader = PackedReader(bytes)
        return NotedRequest(&reader, body: body, catalog)
    }
}
