/// A request in few bytes, for those who keep many.
extension HTTPRequest {
    /// Writes the request, but for its body.
    package func packHead(into writer: inout PackedWriter) {
        writer.append(head.isEmpty ? writtenHead : head)
        writer.append(basePath)
        if !basePath.isEmpty { writer.append(clientName) }
        writer.append(isBodyTooLarge)
        writer.append(connection)
        writer.append(nth)
        writer.append(address)
    }

    /// Reads a request that `packHead` has written.
    package init(head reader: inout PackedReader) {
        self.init(head: reader.content())
        basePath = reader.text()
        if !basePath.isEmpty {
            let segmentCount = basePath.utf8.count { $0 == UInt8(ascii: "/") }
            target = target.splitting(afterSegments: segmentCount)?.rest ?? target
            clientName = reader.optionalText()
        }
        isBodyTooLarge = reader.isTrue()
        connection = reader.number()
        nth = reader.number()
        address = reader.text()
    }

    /// The head of a request that was not parsed.
    private var writtenHead: [UInt8] {
        let query = target.query.map { "?\($0)" } ?? ""
        let version = version == .http10 ? "HTTP/1.0" : "HTTP/1.1"
        var head = Array("\(method) \(basePath)\(target.path)\(query) \(version)\r\n".utf8)
        for field in fields { head.append(lineOf: field) }
        head.appendLineEnd()
        return head
    }

    /// Reads a head that was once found to be one.
    private init(head: [UInt8]) {
        var lines = head.split(separator: .lineFeed, omittingEmptySubsequences: false)
            .map { $0.dropLast() }.drop { $0.isEmpty }
        var recent = RecentTarget()
        var fields = HTTPFields()
        guard let first = lines.popFirst(), let line = try? RequestLine(first, &recent) else {
            preconditionFailure("a head that was kept is not one")
        }
        for line in lines.prefix(while: { !$0.isEmpty }) { try? fields.append(line: line) }
        self.init(
            method: line.method, target: line.target, version: line.version, fields: fields)
        self.head = head
    }
}
