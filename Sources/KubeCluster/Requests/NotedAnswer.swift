import KubeEndpoints
import KubeHTTP1

/// What is remembered of an answer.
///
/// Of a read that succeeds that is little: reads are many, and what they show is what was written.
struct NotedAnswer: Sendable {
    let status: Int

    /// How many bytes the body had, or what had been said of a stream with the head.
    let bodyByteCount: Int

    /// The answer itself, or the little that is kept of it.
    private let kept: Kept

    private enum Kept {
        case answer(KeptAnswer)
        case auditID(String)
    }

    /// The size of the largest body that is kept.
    private static let bodyBytesMax = NotedRequest.bodyBytesMax

    /// Notes `response`, the answer to a request that `isWrite`.
    init(_ response: HTTPResponse, isWrite: Bool) {
        status = response.status
        bodyByteCount = response.body.count
        let isKept = isWrite || response.status >= 400
        kept =
            isKept
            ? .answer(KeptAnswer(response.fields, response.body))
            : .auditID(response.fields[Self.auditField] ?? "")
    }

    /// Notes an answer of which nothing is known but the status.
    init(status: Int) {
        self.status = status
        bodyByteCount = 0
        kept = .auditID("")
    }

    private static let auditField = "Audit-Id"

    /// What the header `Audit-Id` says; empty when the answer has none.
    var auditID: String {
        switch kept {
        case .answer(let answer): answer.fields[Self.auditField] ?? ""
        case .auditID(let id): id
        }
    }

    /// The fields of the head; none where they are not kept.
    var fields: HTTPFields {
        guard case .answer(let answer) = kept else { return HTTPFields() }
        return answer.fields
    }

    /// The body; nil when it is not kept, as one that is long is not.
    var body: [UInt8]? {
        guard case .answer(let answer) = kept, bodyByteCount <= Self.bodyBytesMax else {
            return nil
        }
        return answer.body
    }
}

/// An answer that is kept.
private final class KeptAnswer: Sendable {
    let fields: HTTPFields
    let body: [UInt8]

    init(_ fields: HTTPFields, _ body: [UInt8]) {
        self.fields = fields
        self.body = body
    }
}

// MARK: - In the journal

extension NotedAnswer {
    /// Writes what is remembered, but for the body.
    func pack(into writer: inout PackedWriter) {
        writer.append(status)
        writer.append(bodyByteCount)
        switch kept {
        case .answer(let answer):
            writer.append(true)
            answer.fields.pack(into: &writer)
        case .auditID(let id):
            writer.append(false)
            writer.append(id)
        }
    }

    /// Reads what `pack` has written of an answer of which this `body` was kept.
    init(_ reader: inout PackedReader, body: [UInt8]) {
        status = reader.count()
        bodyByteCount = reader.count()
        kept =
            reader.isTrue()
            ? .answer(KeptAnswer(HTTPFields(&reader), body)) : .auditID(reader.text())
    }
}
