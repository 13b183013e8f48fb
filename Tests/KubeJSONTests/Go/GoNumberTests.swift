import KubeJSON
import Testing

@Suite struct `Numbers of Go` {
    // GET-003, LST-010
    @Test(arguments: [
        ("abc", "invalid syntax"), ("-1", "invalid syntax"), ("-0", "invalid syntax"),
        ("+1", "invalid syntax"), ("", "invalid syntax"),
        ("18446744073709551616", "value out of range"),
    ])
    func `without a sign have no sign`(text: String, problem: String) {
        let error = #expect(throws: Complaint.self) {
            try GoNumber.unsigned(text, orThrow: Complaint.init)
        }

        #expect(error?.text == "strconv.ParseUint: parsing \"\(text)\": \(problem)")
    }

    @Test func `without a sign reach to the end of 64 bits`() throws {
        #expect(
            try GoNumber.unsigned("18446744073709551615", orThrow: Complaint.init) == .max)
    }
}

@Suite struct `Booleans of Go` {
    @Test(arguments: ["1", "t", "T", "TRUE", "true", "True"])
    func `are true in six spellings`(text: String) {
        #expect(GoBool.parse(text) == true)
    }

    @Test(arguments: ["0", "f", "F", "FALSE", "false", "False"])
    func `are false in six spellings`(text: String) throws {
        #expect(try GoBool.parse(text, orThrow: Complaint.init) == false)
    }

    @Test(arguments: ["", "yes", "tRUE", " 1"])
    func `have no others`(text: String) {
        let error = #expect(throws: Complaint.self) {
            try GoBool.parse(text, orThrow: Complaint.init)
        }

        #expect(error?.text == "strconv.ParseBool: parsing \"\(text)\": invalid syntax")
    }
}

private struct Complaint: Error {
    let text: String
}
