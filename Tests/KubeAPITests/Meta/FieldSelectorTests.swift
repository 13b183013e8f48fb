import KubeAPI
import Testing

@Suite struct `A field selector` {
    private func picks(_ text: String, _ fields: [String: String]) throws -> Bool {
        try FieldSelector(parsing: text).matches { fields[$0] ?? "" }
    }

    @Test(
        arguments: [
            "", ",", "metadata.name=a", "metadata.name==a", "metadata.name!=b", "metadata.name!=",
            "metadata.name=a,metadata.namespace=", "odd=x\\,y\\=z\\\\", ",metadata.name=a,",
            "metadata.name=a,metadata.name=a,metadata.name!=b,metadata.name!=c",
        ])
    func `picks what fits`(text: String) throws {
        #expect(try picks(text, ["metadata.name": "a", "odd": #"x,y=z\"#]))
    }

    // SEL-002
    @Test(arguments: ["=", "==", "!=", "=,!=", "==,metadata.name=a"])
    func `asks nothing of a field without a name and a value`(text: String) throws {
        let selector = try FieldSelector(parsing: text)

        #expect(selector.requirements.allSatisfy { $0.field == "metadata.name" })
        #expect(try picks(text, ["metadata.name": "a"]))
    }

    @Test(arguments: ["=x", "!=x"])
    func `asks for a value of a field without a name`(text: String) throws {
        #expect(try FieldSelector(parsing: text).requirements.map(\.field) == [""])
    }

    @Test(arguments: [
        "metadata.name=b", "metadata.name!=a", "metadata.name=a,metadata.name=b",
        "metadata.name=a,metadata.name!=a", "metadata.name!=b,metadata.name!=a",
    ])
    func `leaves out what does not fit`(text: String) throws {
        #expect(try !picks(text, ["metadata.name": "a"]))
    }

    @Test(
        arguments: [
            ("x", "invalid selector: 'x'; can't understand 'x'"),
            ("b=1,a!", "invalid selector: 'b=1,a!'; can't understand 'a!'"),
            (#"a=\x"#, #"invalid field selector: invalid escape sequence: \x"#),
            (#"a=x\"#, #"invalid field selector: invalid escape sequence: \"#),
            ("a=b=c", "invalid field selector: unescaped character in value: 61"),
            ("a!==b", "invalid field selector: unescaped character in value: 61"),
            ("a===b", "invalid field selector: unescaped character in value: 61"),
        ])
    func `says what it cannot parse`(text: String, message: String) {
        #expect(throws: StatusError.badRequest(message)) { try FieldSelector(parsing: text) }
    }

    @Test func `knows the only value that can fit`() throws {
        let selector = try FieldSelector(parsing: "metadata.name=a,metadata.namespace!=b")

        #expect(selector.requiredValue(of: "metadata.name") == "a")
        #expect(selector.requiredValue(of: "metadata.namespace") == nil)
    }

    @Test(arguments: ["", "a", #"a,b=c\d"#, "=", #"\\"#, ",é"])
    func `takes any value that is escaped`(value: String) throws {
        let escaped = value.map { #"\,="#.contains($0) ? "\\\($0)" : "\($0)" }.joined()
        let selector = try FieldSelector(parsing: "x=\(escaped)")
        #expect(selector.requiredValue(of: "x") == value)
    }

    @Test func `has words for fields that cannot be selected`() {
        let known = ["metadata.name", "metadata.namespace"]

        #expect(
            FieldSelector.unknownField("spec.leaseName", known: known).message
                == #""spec.leaseName" is not a known field selector: "#
                + #"only "metadata.name", "metadata.namespace""#)
        #expect(
            FieldSelector.unsupportedLabel("x")
                == .badRequest("field label not supported: x"))
    }
}
