package import Logging
import Synchronization

/// Notes the lines of a log, with all their fields in alphabetical order:
/// `Took a lease: by=curl holder=b lease=default/web`.
package final class ClusterLog: Sendable {
    private let level: Logger.Level
    private let lines = Mutex<[String]>([])

    /// A log of everything that is at least as important as `level`.
    package init(level: Logger.Level = .info) {
        self.level = level
    }

    /// What has been logged, in order.
    package var all: [String] { lines.withLock(\.self) }

    /// What has been logged that says `message`.
    package func lines(saying message: String) -> [String] {
        all.filter { $0.hasPrefix("\(message):") }
    }

    /// Forgets what has been logged.
    package func clear() {
        lines.withLock { $0 = [] }
    }

    /// What writes into the log.
    package var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: ClusterLog
        var logLevel: Logger.Level
        var metadata: Logger.Metadata = [:]

        init(log: ClusterLog) {
            self.log = log
            logLevel = log.level
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let fields = (event.metadata ?? [:]).sorted { $0.key < $1.key }
                .map { " \($0.key)=\($0.value)" }.joined()
            log.lines.withLock { $0.append("\(event.message):\(fields)") }
        }
    }
}
