import KubeAPI
package import KubeJSON
package import KubeStore
package import KubeTime

/// One cell of an object's row in a table.
package enum TableCell: Hashable, Sendable {
    case value(JSONValue)
    /// How long ago an instant was when the row is read.
    case age(since: Timestamp)

    /// The age of an object.
    package static func age(ofCreation object: JSONObject) -> TableCell {
        age(since: object.metadataText("creationTimestamp"), .seconds)
    }

    /// The age of the instant that `text` spells.
    static func age(since text: String, _ format: TimeFormat) -> TableCell {
        format.parse(text).map { .age(since: $0) } ?? .value("<unknown>")
    }
}

extension ObjectEncoding {
    /// The cells of a row between brackets.
    package init(_ cells: [TableCell]) {
        var writer = JSONWriter()
        var ages: [Age] = []
        writer.write(raw: "[")
        for (position, cell) in cells.enumerated() {
            if position > 0 { writer.write(raw: ",") }
            switch cell {
            case .value(let value): writer.write(value)
            case .age(let start): ages.append(Age(offset: writer.bytes.count, start: start))
            }
        }
        writer.write(raw: "]")
        self.init(writer.bytes, ages: ages)
    }

    /// Appends the encoding with the ages that things have at `now`.
    package func write(at now: Timestamp, into writer: inout JSONWriter) {
        var written = 0
        for age in ages {
            writer.write(encoded: bytes[written..<age.offset])
            writer.write(string: KubeRegistry.Age.text(now - age.start))
            written = age.offset
        }
        writer.write(encoded: bytes[written...])
    }
}
