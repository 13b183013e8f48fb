import Foundation
import KubeTestSupport

/// Which elections are played.
enum Seeds {
    /// The seeds that a file lists, one a line, with comments after `#`.
    static var recorded: [UInt64] {
        get throws {
            try String(contentsOf: Checkout.fixture("Seeds/simulation.txt"), encoding: .utf8)
                .split(separator: "\n")
                .compactMap { line in
                    let text = line.prefix { $0 != "#" }
                    return UInt64(text.filter { !$0.isWhitespace })
                }
        }
    }

    /// As many as `SOAK` in the environment says, from `SOAK_FROM` on; 20 from 1 on without it.
    ///
    /// They come in blocks, which are played at the same time.
    static var fresh: [Range<UInt64>] {
        let environment = ProcessInfo.processInfo.environment
        let first = environment["SOAK_FROM"].flatMap { UInt64($0) } ?? 1
        let count = environment["SOAK"].flatMap { UInt64($0) } ?? 20
        return stride(from: first, to: first + count, by: blockSize).map {
            $0..<min($0 + UInt64(blockSize), first + count)
        }
    }

    private static let blockSize = 20
}
