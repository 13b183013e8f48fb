import Foundation

/// The instruction counts that the repository keeps, a line for each operation.
struct KeptCounts {
    private static let file = "Benchmarks/counts.txt"

    /// How much more than what is kept may be counted, in per cent.
    private static let tolerance = 5.0

    private let counts: [String: Int]

    init() {
        let text = (try? String(contentsOfFile: Self.file, encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
        counts = Dictionary(
            lines.compactMap { words in
                words.count == 2 ? Int(words[1]).map { (String(words[0]), $0) } : nil
            }
        ) { $1 }
    }

    /// Keeps `counted` instead.
    static func write(_ counted: InstructionCounts) throws {
        let lines = counted.counts.map { "\($0.name) \($0.count)\n" }
        try lines.joined().write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// Reports what was counted beside what is kept; returns whether all of it is kept,
    /// and none has grown too much.
    func report(_ counted: InstructionCounts) -> Bool {
        printLine("\n| Instructions | Counted | Kept | |\n|---|---|---|---|")
        var isFine = true
        for (name, count) in counted.counts {
            guard let kept = counts[name] else {
                isFine = false
                printLine("| \(name) | \(Double(count).text()) | no: `make counts` keeps it | |")
                continue
            }
            let growth = Double(count) / Double(kept) * 100 - 100
            // What a server does that has nothing to do is too little to compare.
            let isTooMuch = growth > Self.tolerance && name != "idle"
            isFine = isFine && !isTooMuch
            printLine(
                "| \(name) | \(Double(count).text()) | \(Double(kept).text()) | "
                    + "\(growth.text(1)) %\(isTooMuch ? ": too much" : "") |")
        }
        return isFine
    }
}
