import Foundation

/// How long something took, many times over.
struct Durations {
    private var sorted: [Duration]

    init(_ durations: [Duration]) {
        sorted = durations.sorted()
    }

    static func += (durations: inout Durations, more: Durations) {
        durations = Durations(durations.sorted + more.sorted)
    }

    var count: Int { sorted.count }
    var median: Duration { sorted[sorted.count / 2] }
    var longest: Duration { sorted[sorted.count - 1] }

    /// What `share` of all stayed below.
    func quantile(_ share: Double) -> Duration {
        sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
}

extension Duration {
    /// In milliseconds with three digits.
    var milliseconds: String {
        let (seconds, attoseconds) = components
        return String(format: "%.3f ms", Double(attoseconds) / 1e15 + Double(seconds) * 1000)
    }
}

extension [Double] {
    /// The one in the middle.
    var median: Double { sorted()[count / 2] }
}

extension Double {
    /// The number with so many digits behind the point, and commas between thousands.
    func text(_ digits: Int = 0) -> String {
        let plain = String(format: "%.\(digits)f", self)
        let whole = plain.prefix { $0 != "." }
        let groups = whole.reversed().enumerated().map { position, digit in
            position > 0 && position % 3 == 0 ? "\(digit)," : "\(digit)"
        }
        return groups.reversed().joined() + plain.dropFirst(whole.count)
    }

    /// Seconds in milliseconds.
    var milliseconds: String { (self * 1000).text(self < 0.01 ? 2 : 1) + " ms" }

    /// How much of `whole` it is.
    func percent(of whole: Double) -> String { "\((self / whole * 100).text()) %" }
}

/// Writes a line at once, so that whoever waits sees how far it is.
func printLine(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

/// Begins a table of figures, as the page *Performance* of the documentation has them.
func beginTable(_ title: String) {
    printLine("\n| \(title) | Measured | Meant to be |\n|---|---|---|")
}

/// Adds a figure to the table, and what it is meant to be.
func report(_ name: String, _ value: String, meant: String = "") {
    printLine("| \(name) | \(value) | \(meant)\(meant.isEmpty ? "" : " ")|")
}

/// How long each of `count` calls took.
func time(_ count: Int, _ work: (Int) throws -> Void) rethrows -> Durations {
    let clock = ContinuousClock()
    return Durations(
        try (0..<count).map { index in
            let start = clock.now
            try work(index)
            return clock.now - start
        })
}
