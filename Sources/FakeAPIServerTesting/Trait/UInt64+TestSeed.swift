import KubeAPI
import Testing

extension UInt64 {
    /// The seed of a test that names none: it follows from the test's name and its arguments, so that it is
    /// the same in each run and on each machine.
    init(seedOf test: Test, _ testCase: Test.Case?) {
        var words = [test.id.moduleName] + test.id.nameComponents
        if test.isParameterized, let testCase {
            words += Self.values(in: Mirror(reflecting: testCase), depth: 6)
        }
        self = TextHash(of: words.joined(separator: "/")).value
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
}
