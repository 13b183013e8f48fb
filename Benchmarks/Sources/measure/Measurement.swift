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

/// Prints a figure, and what it is meant to be.
func report(_ name: String, _ value: String, meant: String = "") {
    let label = name.padding(toLength: 52, withPad: " ", startingAt: 0)
    let text = value.padding(toLength: 12, withPad: " ", startingAt: 0)
    let line = label + text + (meant.isEmpty ? "" : "(\(meant))") + "\n"
    FileHandle.standardOutput.write(Data(line.utf8))
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
