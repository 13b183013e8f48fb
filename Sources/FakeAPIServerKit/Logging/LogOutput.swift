import KubeFoundation

/// Where log lines go, and when they are written.
enum LogOutput {
    /// Writes a line on standard error.
    ///
    /// A log that cannot be written is no reason to stop serving.
    @Sendable static func write(_ line: String) {
        output(line, to: STDERR_FILENO)
    }

    /// What the machine's clock shows.
    static var now: timespec {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return now
    }
}
