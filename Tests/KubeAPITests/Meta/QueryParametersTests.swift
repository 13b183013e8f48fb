import KubeAPI
import KubeJSON
import Testing

@Suite struct `Parameters of a request` {
    // REQ-004
    @Test(arguments: [
        ("", true), ("true", true), ("1", true), ("no", true), ("false", false), ("FALSE", false),
        ("0", false), ("00", true),
    ])
    func `are true unless they say false or 0`(value: String, isTrue: Bool) {
        #expect(QueryParameters([("watch", value)]).bool("watch") == isTrue)
    }

    @Test func `may be absent`() throws {
        let query = QueryParameters([])

        #expect(query.bool("watch") == nil)
        #expect(query.first("watch") == nil)
        #expect(try query.integer("limit") == nil)
        #expect(query.all("dryRun") == [])
    }

    // REQ-003
    @Test func `count the first time`() {
        let query = QueryParameters([("a", "1"), ("b", "2"), ("a", "3")])

        #expect(query.first("a") == "1")
        #expect(query.all("a") == ["1", "3"])
    }

    // REQ-005
    @Test(arguments: [
        ("", #"strconv.ParseInt: parsing "": invalid syntax"#),
        ("x", #"strconv.ParseInt: parsing "x": invalid syntax"#),
        ("1.0", #"strconv.ParseInt: parsing "1.0": invalid syntax"#),
        (" 1", #"strconv.ParseInt: parsing " 1": invalid syntax"#),
        ("-", #"strconv.ParseInt: parsing "-": invalid syntax"#),
        (
            "9223372036854775808",
            #"strconv.ParseInt: parsing "9223372036854775808": value out of range"#
        ),
        (
            "-9223372036854775809",
            #"strconv.ParseInt: parsing "-9223372036854775809": value out of range"#
        ),
    ])
    func `that must be numbers are refused otherwise`(text: String, problem: String) {
        let error = #expect(throws: StatusError.self) {
            try QueryParameters([("limit", text)]).integer("limit")
        }

        #expect(error?.code == 400)
        #expect(error?.message == problem)
    }

    @Test(arguments: [("7", 7), ("-7", -7), ("+7", 7), ("007", 7)])
    func `are numbers as Go reads them`(text: String, number: Int64) throws {
        #expect(try QueryParameters([("limit", text)]).integer("limit") == number)
    }
}
