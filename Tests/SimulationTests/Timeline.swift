import KubeTime

/// What happened in a simulation, line by line, for a person to read when it fails.
struct Timeline {
    private var lines: [(at: Timestamp, text: String)] = []
    private let start: Timestamp
    private let isKept: Bool

    /// A timeline that is empty for good unless it `isKept`: most are never read.
    init(start: Timestamp, isKept: Bool) {
        self.start = start
        self.isKept = isKept
    }

    /// Adds a line.
    mutating func note(_ text: @autoclosure () -> String, at now: Timestamp) {
        if isKept { lines.append((now, text())) }
    }

    /// The last lines, with seconds since the start.
    func text(last count: Int = 250) -> String {
        let skipped = max(0, lines.count - count)
        let shown = lines.suffix(count).map { line in
            let milliseconds = (line.at - start).microseconds / 1000
            let fraction = String(milliseconds % 1000 + 1000).dropFirst()
            let seconds = "\(milliseconds / 1000).\(fraction)"
            return String(repeating: " ", count: max(0, 8 - seconds.count))
                + "\(seconds)  \(line.text)"
        }
        return (skipped > 0 ? ["… \(skipped) earlier lines"] : []).joined() + "\n"
            + shown.joined(separator: "\n")
    }
}
