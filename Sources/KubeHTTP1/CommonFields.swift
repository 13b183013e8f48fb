/// Fields that many messages have, written once for all of them.
package final class CommonFields: Sendable {
    /// The fields, in order.
    let fields: [HTTPField]

    /// Their lines, as the encoder writes them.
    let lines: [UInt8]

    /// The same as a `PackedWriter` writes them.
    let packed: [UInt8]

    /// Common fields; none of them is about the framing or the date, of which the encoder decides.
    package init(_ fields: [HTTPField]) {
        self.fields = fields
        var lines: [UInt8] = []
        var writer = PackedWriter()
        for field in fields {
            lines.append(lineOf: field)
            field.pack(into: &writer)
        }
        self.lines = lines
        packed = writer.bytes
    }
}
