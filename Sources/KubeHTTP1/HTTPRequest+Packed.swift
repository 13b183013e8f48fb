/// A request in few bytes, for those who keep many.
extension HTTPRequest {
    /// Writes the request, but for its body.
    package func packHead(into writer: inout PackedWriter) {
        writer.append(method)
        writer.append(target.path)
        writer.append(target.segments.count)
        writer.append(target.query)
        writer.append(clusterName)
        writer.append(clientName)
        writer.append(version == .http10)
        writer.append(isBodyTooLarge)
        writer.append(connection)
        writer.append(nth)
        writer.append(address)
        fields.pack(into: &writer)
    }

    /// Reads a request that `packHead` has written.
    package init(head reader: inout PackedReader) {
        let method = reader.text()
        let target = RequestTarget(
            path: reader.text(), segmentCount: reader.count(), query: reader.optionalText())
        self.init(
            method: method,
            destination: RequestDestination(
                target, clusterName: reader.optionalText(), clientName: reader.optionalText()),
            version: reader.isTrue() ? .http10 : .http11, fields: [:], body: [],
            isBodyTooLarge: reader.isTrue())
        connection = reader.number()
        nth = reader.number()
        address = reader.text()
        fields = HTTPFields(&reader)
    }
}

extension HTTPFields {
    /// Writes the fields.
    package func pack(into writer: inout PackedWriter) {
        writer.append(count)
        for field in self {
            writer.append(field.name)
            writer.append(field.value)
        }
    }

    /// Reads fields that `pack` has written.
    package init(_ reader: inout PackedReader) {
        self.init()
        for _ in 0..<reader.count() {
            append(HTTPField(name: reader.text(), text: reader.text()))
        }
    }
}
