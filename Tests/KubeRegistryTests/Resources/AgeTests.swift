import KubeAPI
import KubeJSON
import KubeStore
import Testing

@testable import KubeRegistry

@Suite struct `Ages` {
    // TBL-005
    @Test(
        arguments: [
            (-2, "<invalid>"), (-1, "0s"), (0, "0s"), (119, "119s"), (120, "2m"), (125, "2m5s"),
            (599, "9m59s"), (600, "10m"), (10_799, "179m"), (10_800, "3h"), (10_860, "3h1m"),
            (28_799, "7h59m"), (28_800, "8h"), (172_799, "47h"), (172_800, "2d"), (176_400, "2d1h"),
            (691_199, "7d23h"), (691_200, "8d"), (63_071_999, "729d"), (63_072_000, "2y"),
            (63_158_400, "2y1d"), (252_287_999, "7y364d"), (252_288_000, "8y"),
        ] as [(Int64, String)])
    func `are short`(seconds: Int64, text: String) {
        #expect(Age.text(.seconds(seconds)) == text)
    }

    // W1: a clock that is a little ahead.
    @Test func `are cut towards zero`() {
        #expect(Age.text(.milliseconds(-1900)) == "0s")
        #expect(Age.text(.milliseconds(1900)) == "1s")
    }

    // W1 to W4
    @Test func `are cells of tables`() throws {
        var fixture = try RegistryFixture()
        let lease = try fixture.create("leases", #"{"metadata":{"name":"l"}}"#)

        var writer = JSONWriter()
        ObjectEncoding(LeaseRules().cells(of: lease)).write(at: instant(300), into: &writer)

        #expect(String(decoding: writer.bytes, as: UTF8.self) == #"["l","","5m"]"#)
    }
}
