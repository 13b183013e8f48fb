import KubeJSON
import Testing

@Suite struct `A Go duration` {
    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("0s", 0), ("15s", 15_000_000_000), ("+5s", 5_000_000_000),
            ("1m30s", 90_000_000_000), ("1.5h", 5_400_000_000_000), ("-1.5h", -5_400_000_000_000),
            ("300ms", 300_000_000), (".5s", 500_000_000), ("1.s", 1_000_000_000),
            ("12us", 12_000), ("12µs", 12_000), ("12\u{3BC}s", 12_000), ("7ns", 7),
            ("0.0000000001s", 0), ("0.33333333333333333333333333333333333h", 1_200_000_000_000),
            ("00000000000000000000000000000000000000015s", 15_000_000_000),
            ("9223372036854775807ns", .max), ("-9223372036854775808ns", .min),
            ("9223372036.854775807s", .max), ("1h1h", 7_200_000_000_000),
        ] as [(String, Int64)])
    func `is read as nanoseconds`(text: String, nanoseconds: Int64) throws {
        #expect(try GoDuration(parsing: text).nanoseconds == nanoseconds)
    }

    @Test(arguments: [
        ("", #"time: invalid duration """#), ("x", #"time: invalid duration "x""#),
        ("-", #"time: invalid duration "-""#), (".", #"time: invalid duration ".""#),
        (".s", #"time: invalid duration ".s""#), ("--1s", #"time: invalid duration "--1s""#),
        ("10", #"time: missing unit in duration "10""#),
        ("1s5", #"time: missing unit in duration "1s5""#),
        ("1.5.5s", #"time: missing unit in duration "1.5.5s""#),
        ("1d", #"time: unknown unit "d" in duration "1d""#),
        ("1 s", #"time: unknown unit " s" in duration "1 s""#),
        ("9223372036854775808ns", #"time: invalid duration "9223372036854775808ns""#),
        ("99999999999999999999s", #"time: invalid duration "99999999999999999999s""#),
        ("9223372037s", #"time: invalid duration "9223372037s""#),
        ("2562047h47m16.854775808s", #"time: invalid duration "2562047h47m16.854775808s""#),
        ("\"\\\n\u{E9}", #"time: invalid duration "\"\\\x0a\xc3\xa9""#),
    ])
    func `that cannot be read is refused in Go's words`(text: String, message: String) {
        let error = #expect(throws: GoDuration.ParseError.self) {
            try GoDuration(parsing: text)
        }
        #expect(error?.description == message)
    }

    @Test(
        arguments: [
            (0, "0s"), (1, "1ns"), (1_100, "1.1µs"), (2_200_000, "2.2ms"), (3_300_000_000, "3.3s"),
            (15_000_000_000, "15s"), (90_000_000_000, "1m30s"), (3_600_000_000_000, "1h0m0s"),
            (245_000_000_000, "4m5s"), (245_001_000_000, "4m5.001s"),
            (-1_500_000_000, "-1.5s"), (100_000_000_000_000, "27h46m40s"),
            (.max, "2562047h47m16.854775807s"), (.min, "-2562047h47m16.854775808s"),
        ] as [(Int64, String)])
    func `is printed as Go prints it, and read back`(nanoseconds: Int64, text: String) throws {
        let duration = GoDuration(nanoseconds: nanoseconds)

        #expect(duration.description == text)
        #expect(try GoDuration(parsing: text) == duration)
    }

    @Test func `is a Swift duration of the same length`() {
        #expect(GoDuration(nanoseconds: 1_500_000_000).duration == .milliseconds(1500))
        #expect(GoDuration(.milliseconds(-1500)).nanoseconds == -1_500_000_000)
        #expect(GoDuration(.seconds(Int64.max)).nanoseconds == .max)
        #expect(GoDuration(.seconds(Int64.min)).nanoseconds == .min)
    }
}
