import KubeTime

/// Makes new inputs out of known ones; the same seed makes the same.
///
/// A fuzzer that sees which branches an input takes finds more: this is what there is without it.
package struct InputMutator: Sendable {
    private let inputs: [[UInt8]]
    private var random: Random

    /// No input becomes longer.
    private static let lengthMax = 4096

    /// What parsers trip over.
    private static let words: [[UInt8]] =
        [
            "null", "{}", "[]", "\"\"", "-1", "1e400", "9223372036854775808", "0x", "\\u0000",
            "\\ud800",
            "\u{feff}", "\r\n", "\n\n", "&a *a", "<<: ", "!!binary ", "- ", "~1", "/-", "metadata",
            "spec", "finalizers", "$patch", "$retainKeys", "$deleteFromPrimitiveList/", "%00", "=",
            ",",
            " in (", ")", "!", "1h1h", "Content-Length: ", "Transfer-Encoding: chunked", "0;\"\r\n",
        ].map { Array($0.utf8) } + [
            [0xff], [0xc0, 0x80], [0x80], [0, 0, 0, 0], [0x0a, 0xff, 0x01],
        ]

    /// A mutator of `inputs`.
    package init(of inputs: [[UInt8]], seed: UInt64) {
        self.inputs = inputs
        random = Random(seed: seed)
    }

    /// The next input.
    package mutating func next() -> [UInt8] {
        var input = inputs.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&input) }
        return Array(input.prefix(Self.lengthMax))
    }

    private mutating func mutate(_ input: inout [UInt8]) {
        let range = range(in: input)
        switch Int.random(in: 0..<7, using: &random) {
        case 0: input.removeSubrange(range)
        case 1: input.insert(contentsOf: input[range], at: range.lowerBound)
        case 2: input.replaceSubrange(range, with: Self.words.randomElement(using: &random) ?? [])
        case 3:
            input.insert(
                contentsOf: Self.words.randomElement(using: &random) ?? [], at: range.lowerBound)
        case 4:
            guard !range.isEmpty else { return }
            input[range.lowerBound] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 5:
            guard !range.isEmpty else { return }
            input[range.lowerBound] = UInt8.random(in: 0...255, using: &random)
        default:
            let other = inputs.randomElement(using: &random) ?? []
            input.replaceSubrange(range, with: other[self.range(in: other)])
        }
    }

    private mutating func range(in input: [UInt8]) -> Range<Int> {
        let start = Int.random(in: 0...input.count, using: &random)
        let count = Int.random(in: 0...16, using: &random)
        return start..<min(start + count, input.count)
    }
}
