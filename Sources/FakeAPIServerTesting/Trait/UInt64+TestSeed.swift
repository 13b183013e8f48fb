import Testing

extension UInt64 {
    /// The seed of a test that names none: it follows from the test's name and its arguments, so that it is
    /// the same in each run and on each machine.
    init(seedOf test: Test, _ testCase: Test.Case?) {
        var words = [test.id.moduleName] + test.id.nameComponents
        if test.isParameterized, let testCase {
            words += Self.values(in: Mirror(reflecting: testCase), depth: 6)
        }
        self = Self.hash(words.joined(separator: "/"))
    }

    /// The arguments in what is known of a case, which has no other way to ask for them.
    private static func values(in mirror: Mirror, depth: Int) -> [String] {
        guard depth > 0 else { return [] }
        return mirror.children.flatMap { child in
            child.label == "value"
                ? [String(describing: child.value)]
                : values(in: Mirror(reflecting: child.value), depth: depth - 1)
        }
    }

    /// The FNV-1a hash of a text.
    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
