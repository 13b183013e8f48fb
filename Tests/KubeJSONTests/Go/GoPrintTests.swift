import KubeJSON
import Testing

@Suite struct `Numbers as Go prints them` {
    @Test(arguments: [
        ("1", "1"), ("1.0", "1"), ("-0.5", "-0.5"), ("1e2", "100"),
        ("1e20", "100000000000000000000"),
        ("1e21", "1e+21"), ("1.25e-4", "0.000125"), ("1.25e-5", "1.25e-05"), ("123.456", "123.456"),
        ("12345678901234567890", "12345678901234567000"), ("-1e-100", "-1e-100"), ("0.0", "0"),
        ("1e999", "1e999"),
    ])
    func `depend on their size`(literal: String, text: String) throws {
        #expect(GoPrint.plain(try JSONParser.parse(literal)) == text)
    }
}
