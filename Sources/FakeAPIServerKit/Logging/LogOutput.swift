import KubeFoundation
import Synchronization

/// Where log lines go: they never make the server wait for whoever reads them.
///
/// What cannot be written at once is kept, within a bound, and written by a thread of its own. Lines beyond the
/// bound are dropped, and their number is told as soon as somebody reads again.
final class LogOutput: Sendable {
    /// Standard error, which all servers of a process share.
    static let standardError = LogOutput(descriptor: STDERR_FILENO)

    /// Writes of at most so many bytes to a pipe that is ready do not wait (POSIX's `PIPE_BUF`, Linux's value).
    private static let pipeBytes = 4096

    private let descriptor: Int32
    private let keptBytesMax: Int
    private let backlog = Mutex(Backlog())

    /// What is not written yet.
    private struct Backlog {
        var lines = ""
        var dropped = DroppedLines()
        /// Whether a thread writes, and takes what is added.
        var isWritten = false
    }

    /// An output to an open file; `keptBytesMax` bytes are kept while nobody reads them.
    init(descriptor: Int32, keptBytesMax: Int = 1 << 20) {
        self.descriptor = descriptor
        self.keptBytesMax = keptBytesMax
    }

    /// Writes a line, or keeps it; `notice` makes the line that tells how many were dropped.
    func write(_ line: String, notice: @escaping @Sendable (Int) -> String) {
        let begins = backlog.withLock { backlog in
            if !backlog.isWritten, line.utf8.count <= Self.pipeBytes, isReady {
                output(line, to: descriptor)
                return false
            }
            if backlog.lines.utf8.count + line.utf8.count > keptBytesMax {
                backlog.dropped.add(notice)
            } else {
                backlog.lines += line
            }
            defer { backlog.isWritten = true }
            return !backlog.isWritten
        }
        if begins { startThread(named: "log", writeBacklog) }
    }

    /// Whether a few bytes can be written without waiting.
    private var isReady: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&entry, 1, 0) == 1 && entry.revents & Int16(POLLOUT) != 0
    }

    /// Writes what is kept until nothing is.
    @Sendable private func writeBacklog() {
        while let lines = takeBacklog() { output(lines, to: descriptor) }
    }

    private func takeBacklog() -> String? {
        backlog.withLock { backlog in
            let lines = backlog.lines + backlog.dropped.takeNotice()
            backlog.lines = ""
            backlog.isWritten = !lines.isEmpty
            return backlog.isWritten ? lines : nil
        }
    }

    /// Waits until all is written, but no longer than somebody who ends a program does.
    func flush() {
        for _ in 0..<1000 where backlog.withLock(\.isWritten) { usleep(1000) }
    }

    /// What is said of lines that were dropped, without its form.
    static func notice(_ count: Int) -> String {
        "\(count) lines of the log were dropped, since nobody read them in time"
    }

    /// What the machine's clock shows.
    static var now: timespec {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return now
    }
}

/// The lines that were not kept.
private struct DroppedLines {
    private var count = 0
    private var notice: (@Sendable (Int) -> String)?

    mutating func add(_ notice: @escaping @Sendable (Int) -> String) {
        count += 1
        self.notice = notice
    }

    /// The line that tells of them, once; empty where there are none.
    mutating func takeNotice() -> String {
        defer { self = DroppedLines() }
        return notice?(count) ?? ""
    }
}
