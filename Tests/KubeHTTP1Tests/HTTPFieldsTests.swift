import KubeTime
import Testing

@testable import KubeHTTP1

@Suite struct `Fields that many messages have in common` {
    private let common = CommonFields([
        HTTPField(name: "B", value: "2"), HTTPField(name: "C", value: "3"),
    ])

    private var fields: HTTPFields {
        var fields: HTTPFields = ["A": "1", "b": "0"]
        fields.append(common)
        return fields
    }

    @Test func `follow those of the message alone`() {
        #expect(fields.map(\.name) == ["A", "b", "B", "C"])
        #expect(fields["c"] == "3")
        #expect(fields["B"] == "0")
        #expect(fields.values(of: "B") == ["0", "2"])
        #expect(fields.list(of: "C", contains: "3"))
        #expect(fields["D"] == nil)
    }

    @Test func `are followed by what is added later`() {
        var fields = fields
        fields.append("4", as: "D")
        #expect(fields.map(\.value) == ["1", "0", "2", "3", "4"])
        fields.append(common)
        #expect(fields.map(\.value) == ["1", "0", "2", "3", "4", "2", "3"])
    }

    @Test func `are replaced and removed like others`() {
        var fields = fields
        fields["B"] = "5"
        #expect(fields.map(\.value) == ["1", "3", "5"])
        fields["C"] = nil
        #expect(fields.map(\.value) == ["1", "5"])
    }

    @Test func `are equal to the same fields of one message`() {
        let alone: HTTPFields = ["A": "1", "b": "0", "B": "2", "C": "3"]
        #expect(fields == alone)
        #expect(fields.hashValue == alone.hashValue)
    }

    @Test func `are written like others, and packed like them`() {
        let alone: HTTPFields = ["A": "1", "b": "0", "B": "2", "C": "3"]
        var texts: [[UInt8]] = []
        for fields in [fields, alone] {
            var encoder = ResponseEncoder()
            var output: [UInt8] = []
            encoder.append(
                HTTPResponse(status: 200, fields: fields), to: &output, connection: .unsaid,
                at: .init(seconds: 0))
            texts.append(output)
            var writer = PackedWriter()
            fields.pack(into: &writer)
            var reader = PackedReader(writer.bytes)
            #expect(HTTPFields(&reader) == alone)
        }
        #expect(texts[0] == texts[1])
    }
}
