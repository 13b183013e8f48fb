import KubeEndpoints
import KubeHTTP1

/// What is remembered of an answer.
///
/// Of a read that succeeds that is little: reads are many, and what they show is what was written.
struct NotedAnswer: Sendable {
    let status: Int

    /// What the header `Audit-Id` says; empty when the answer has none.
    let auditID: String

    /// How many bytes the body had, or what had been said of a stream with the head.
    let bodyByteCount: Int

    /// The answer itself, where it is kept.
    private let kept: KeptAnswer?

    /// Notes `response`, the answer to a request that `isWrite`.
    init(_ response: HTTPResponse, isWrite: Bool) {
        status = response.status
        auditID = response.fields["Audit-Id"] ?? ""
        bodyByteCount = response.body.count
        let isKept = isWrite || response.status >= 400
        kept = isKept ? KeptAnswer(response) : nil
    }

    /// Notes an answer of which nothing is known but the status.
    init(status: Int) {
        self.status = status
        auditID = ""
        bodyByteCount = 0
        kept = nil
    }

    /// The fields of the head; none where they are not kept.
    var fields: HTTPFields { kept?.fields ?? HTTPFields() }

    /// The body; nil when it is not kept.
    var body: [UInt8]? { kept?.body }

    /// About how many bytes of memory are kept.
    var keptByteCount: Int { kept?.byteCount ?? 0 }
}

/// An answer that is kept, but for a body that is long.
private final class KeptAnswer: Sendable {
    let fields: HTTPFields
    let body: [UInt8]?

    /// What takes memory beside the body, roughly.
    private static let usualBytes = 512

    init(_ response: HTTPResponse) {
        fields = response.fields
        body = response.body.count <= NotedRequest.bodyBytesMax ? response.body : nil
    }

    var byteCount: Int { Self.usualBytes + (body?.count ?? 0) }
}
