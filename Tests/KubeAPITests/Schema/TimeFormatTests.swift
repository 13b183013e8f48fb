import KubeTime
import Testing

@testable import KubeAPI

@Suite struct `Times` {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000000Z"),
            (1_500_000, "1970-01-01T00:00:01Z", "1970-01-01T00:00:01.500000Z"),
            (-1, "1969-12-31T23:59:59Z", "1969-12-31T23:59:59.999999Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000000Z"),
            (4_107_542_399_000_001, "2100-02-28T23:59:59Z", "2100-02-28T23:59:59.000001Z"),
            (4_107_542_400_000_000, "2100-03-01T00:00:00Z", "2100-03-01T00:00:00.000000Z"),
            (253_402_300_799_999_999, "9999-12-31T23:59:59Z", "9999-12-31T23:59:59.999999Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z"),
            (-62_167_219_200_000_000, "0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000000Z"),
        ] as [(Int64, String, String)])
    func `are written in UTC`(microseconds: Int64, seconds: String, exact: String) {
        let instant = Timestamp(microseconds: microseconds)

        #expect(TimeFormat.seconds.format(instant) == seconds)
        #expect(TimeFormat.microseconds.format(instant) == exact)
        #expect(TimeFormat.microseconds.parse(exact) == instant)
        #expect(TimeFormat.seconds.parse(seconds) == Timestamp(seconds: instant.seconds))
    }

    @Test(arguments: [
        ("2026-01-02T03:04:05+01:30", 1_767_317_645 as Int64),
        ("2026-01-02T03:04:05-00:01", 1_767_323_105),
        ("2026-01-02T03:04:05.987654321Z", 1_767_323_045),
        ("2026-01-02T03:04:05,9Z", 1_767_323_045),
        ("2026-01-02T3:04:05Z", 1_767_323_045),
    ])
    func `are read with zones and fractions`(text: String, seconds: Int64) {
        #expect(TimeFormat.seconds.parse(text) == Timestamp(seconds: seconds))
    }

    @Test(arguments: UInt64(1)...5)
    func `survive writing and reading`(seed: UInt64) throws {
        var random = Random(seed: seed)
        // The years that four digits can say.
        let range = Int64(-62_167_219_200_000_000)...253_402_300_799_999_999

        for _ in 0..<1000 {
            let instant = Timestamp(microseconds: .random(in: range, using: &random))
            let text = TimeFormat.microseconds.format(instant)
            #expect(try TimeFormat.microseconds.read(text) == instant)
        }
    }

    // JSN-006; the words are those of Go's time.Parse.
    @Test(arguments: [
        ("", #" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "2006""#),
        ("yesterday", #" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006""#),
        ("2026", #" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "-""#),
        ("2026-1-02", #" as "2006-01-02T15:04:05Z07:00": cannot parse "1-02" as "01""#),
        ("2026-01-02", #" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T""#),
        (
            "2026-01-02 03:04:05Z",
            #" as "2006-01-02T15:04:05Z07:00": cannot parse " 03:04:05Z" as "T""#
        ),
        ("2026-01-02T03:04:05", #" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "Z07:00""#),
        (
            "2026-01-02T03:04:05z",
            #" as "2006-01-02T15:04:05Z07:00": cannot parse "z" as "Z07:00""#
        ),
        ("2026-13-02T03:04:05Z", ": month out of range"),
        ("2026-00-02T03:04:05Z", ": month out of range"),
        ("2026-02-29T03:04:05Z", ": day out of range"),
        ("2100-02-29T03:04:05Z", ": day out of range"),
        ("2026-04-31T03:04:05Z", ": day out of range"),
        ("2026-04-00T03:04:05Z", ": day out of range"),
        ("2026-01-02T24:04:05Z", ": hour out of range"),
        ("2026-01-02T03:60:05Z", ": minute out of range"),
        ("2026-01-02T03:04:60Z", ": second out of range"),
        ("2026-01-02T03:04:05Zjunk", #": extra text: "junk""#),
        ("2026-01-02T03:04:05Zé", #": extra text: "\xc3\xa9""#),
    ])
    func `that cannot be read are refused in Go's words`(text: String, problem: String) {
        let error = #expect(throws: TimeParseError.self) { try TimeFormat.seconds.read(text) }

        let quoted = text.replacing("é", with: #"\xc3\xa9"#)
        #expect(error?.message == "parsing time \"\(quoted)\"\(problem)")
    }

    @Test(arguments: [
        ("2026-01-02T03:04:05Z", "Z"), ("2026-01-02T03:04:05.12345Z", ".12345Z"),
        ("2026-01-02T03:04:05.Z", ".Z"),
    ])
    func `with microseconds need all six digits`(text: String, rest: String) {
        let error = #expect(throws: TimeParseError.self) { try TimeFormat.microseconds.read(text) }

        #expect(
            error?.message == "parsing time \"\(text)\" as "
                + "\"2006-01-02T15:04:05.000000Z07:00\": cannot parse \"\(rest)\" as \".000000\"")
    }

    @Test(arguments: [
        "0000-01-01T00:00:00.000000+00:01", "9999-12-31T23:59:59.000000-00:01",
        "0000-01-01T00:00:00.999999+24:00",
    ])
    func `are refused outside the years that can be written`(text: String) {
        for format in [TimeFormat.seconds, .microseconds] {
            let error = #expect(throws: TimeParseError.self) { try format.read(text) }

            #expect(error?.message == "Time.MarshalJSON: year outside of range [0,9999]")
        }
    }

    @Test(arguments: [
        ("0000-01-01T00:01:00.000000+00:01", "0000-01-01T00:00:00.000000Z"),
        ("9999-12-31T23:58:59.999999-00:01", "9999-12-31T23:59:59.999999Z"),
    ])
    func `are moved by their zone to the first and the last`(
        text: String, expected: String
    ) throws {
        let format = TimeFormat.microseconds
        #expect(format.format(try format.read(text)) == expected)
    }

    @Test func `never trap, whatever the text`() {
        var random = Random(seed: 7)
        let alphabet = Array("0123456789-:TZ+., é\u{0}")

        for _ in 0..<5000 {
            var text = Array("2026-01-02T03:04:05.678901+01:00")
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<text.count, using: &random)
                text[index] = alphabet.randomElement(using: &random) ?? "x"
            }
            let cut = String(text.prefix(Int.random(in: 0...text.count, using: &random)))
            if let instant = TimeFormat.microseconds.parse(cut) {
                let rewritten = TimeFormat.microseconds.format(instant)
                #expect(TimeFormat.microseconds.parse(rewritten) == instant)
            }
        }
    }
}
