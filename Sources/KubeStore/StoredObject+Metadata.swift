extension StoredObject {
    /// The metadata and nothing else, cut out of the body: `"metadata":{…}}`.
    ///
    /// Nil when the body does not begin with it.
    package var metadataBody: [UInt8]? {
        guard body.starts(with: #""metadata":{"#.utf8) else { return nil }
        var depth = 0
        var isInString = false
        var isEscaped = false
        for (position, byte) in body.enumerated() {
            if isInString {
                let endsString = byte == UInt8(ascii: "\"") && !isEscaped
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
                isInString = !endsString
            } else if byte == UInt8(ascii: "\"") {
                isInString = true
            } else if byte == UInt8(ascii: "{") {
                depth += 1
            } else if byte == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return body[...position] + [UInt8(ascii: "}")] }
            }
        }
        return nil
    }
}
