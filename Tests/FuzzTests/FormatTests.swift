import Foundation
import KubeFuzzing
import KubeTestSupport
import Testing

@Suite struct `Whatever anybody sends` {
    /// The inputs that are known for a format, by name.
    private static func corpus(_ format: FuzzedFormat) throws -> [[UInt8]] {
        try Checkout.fixtures("Fuzzing/\(format.rawValue)", extension: "")
            .map { Array(try Data(contentsOf: $0)) }
    }

    @Test(arguments: FuzzedFormat.allCases)
    func `is answered as it should be, and taken back as it was given`(format: FuzzedFormat) throws
    {
        var server = try FuzzedServer()
        let inputs = try Self.corpus(format)
        #expect(inputs.count >= 5)
        for input in inputs { try server.play(input, as: format) }
    }

    @Test(arguments: FuzzedFormat.allCases)
    func `is still so when it is mutated`(format: FuzzedFormat) throws {
        var server = try FuzzedServer()
        var mutator = InputMutator(of: try Self.corpus(format), seed: 7)
        for _ in 0..<300 { try server.play(mutator.next(), as: format) }
    }

    @Test(arguments: FuzzedFormat.allCases)
    func `gets the same bytes from two servers with the same seed`(format: FuzzedFormat) throws {
        var (first, second) = (try FuzzedServer(seed: 3), try FuzzedServer(seed: 3))
        (first.transcript, second.transcript) = ([], [])
        var mutator = InputMutator(of: try Self.corpus(format), seed: 8)
        for _ in 0..<100 {
            let input = mutator.next()
            try first.play(input, as: format)
            try second.play(input, as: format)
        }
        #expect(first.transcript?.isEmpty == false)
        #expect(first.transcript == second.transcript)
    }
}
