import KubeJSON

/// How requests are told to programs that read a document per line.
enum RequestLines: Sendable {
    /// As the control API tells of them.
    case plain
    /// As kube-apiserver's audit log does.
    case audit

    /// The line about a request.
    func line(_ request: RecordedRequest) -> [UInt8] {
        switch self {
        case .plain: Self.line(request.json)
        case .audit: Self.line(request.auditEvent)
        }
    }

    /// The line about requests that are forgotten; none where there is no word for that.
    func omission(_ count: UInt64) -> [UInt8] {
        switch self {
        case .plain: Self.line(["omitted": .integer(Int64(clamping: count))])
        case .audit: []
        }
    }

    private static func line(_ document: JSONValue) -> [UInt8] {
        JSONWriter.encode(document) + [UInt8(ascii: "\n")]
    }
}
