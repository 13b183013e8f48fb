import KubeJSON

extension StoredObject {
    /// Whether canonical metadata has owner references or finalizers.
    ///
    /// Only managed fields stand behind them, so that one look at the end tells.
    static func hasTies(_ metadata: JSONObject) -> Bool {
        var last = metadata.count - 1
        if last >= 0, metadata[last].key.hasSameBytes(as: "managedFields") { last -= 1 }
        guard last >= 0 else { return false }
        let key = metadata[last].key
        return key.hasSameBytes(as: "finalizers") || key.hasSameBytes(as: "ownerReferences")
    }

    /// Whether a list with one of the two names is in the body, which is told without reading it.
    var mayHaveOwnersOrFinalizers: Bool {
        body.indices.contains { position in
            guard body[position] == UInt8(ascii: "[") else { return false }
            let before = body[..<position]
            return Self.tyingMembers.contains { before.ends(with: $0) }
        }
    }

    private static let tyingMembers = ["ownerReferences", "finalizers"].map {
        Array("\"\($0)\":".utf8)
    }

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

extension ArraySlice<UInt8> {
    fileprivate func ends(with suffix: [UInt8]) -> Bool {
        count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
    }
}
