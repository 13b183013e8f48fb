import Subprocess
package import Testing

/// A program while it runs, and what it writes, errors included.
package struct RunningProgram {
    private var lines: SubprocessOutputSequence.StringSequence<UTF8>.AsyncIterator
    private let signal: @Sendable (Signal) -> Void
    /// The lines that it has written so far.
    private var seen: [String] = []

    init(
        lines: SubprocessOutputSequence.StringSequence<UTF8>.AsyncIterator,
        signal: @escaping @Sendable (Signal) -> Void
    ) {
        self.lines = lines
        self.signal = signal
    }

    /// Tells the program to stop; it may have ended by itself.
    package func stop() { signal(.terminate) }

    /// Ends the program in the middle of whatever it is doing, from whatever thread.
    package var kill: @Sendable () -> Void {
        { [signal] in signal(.kill) }
    }

    /// Waits for the next line; nil when the program ends.
    package mutating func next() async throws -> String? {
        guard let line = try await lines.next() else { return nil }
        seen.append(line)
        return line
    }

    /// Whether the program says `text` before it ends.
    package mutating func says(_ text: String) async throws -> Bool {
        while let line = try await next() { if line.contains(text) { return true } }
        return false
    }

    /// Waits for a line with `text` and returns it; when the program ends before, that is an issue,
    /// with all that it said, and the result is nil.
    package mutating func first(
        with text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String? {
        while let line = try await next() { if line.contains(text) { return line } }
        Issue.record(
            "no line with “\(text)” among these:\n\(seen.joined(separator: "\n"))",
            sourceLocation: sourceLocation)
        return nil
    }

    /// Waits for the end of the program and returns the last line that is not of its log.
    package mutating func last() async throws -> String? {
        var last: String?
        while let line = try await next() { if !Self.isLog(line) { last = line } }
        return last
    }

    /// Whether the line has the form of Kubernetes' `klog`: `I1121 13:32:04.123456 …`.
    private static func isLog(_ line: String) -> Bool {
        line.prefixMatch(of: /[IWEF]\d{4} \d\d:\d\d:\d\d\./) != nil
    }
}
