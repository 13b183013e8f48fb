package import Logging
import Synchronization

/// Notes the fields of log lines about requests, such as `GET /path 200`, or about something else.
package final class RequestLog: Sendable {
    private let fields: [String]
    private let message: String
    private let lines = Mutex<[String]>([])

    /// A log that notes `fields` of each line that says `message`.
    package init(of fields: [String], saying message: String = "HTTP") {
        self.fields = fields
        self.message = message
    }

    /// What has been logged, in order.
    package var all: [String] { lines.withLock(\.self) }

    /// What writes into the log.
    package var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: RequestLog
        var logLevel = Logger.Level.debug
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            guard event.message.description == log.message, let metadata = event.metadata else {
                return
            }
            let line = log.fields.map { metadata[$0]?.description ?? "" }
            log.lines.withLock { $0.append(line.joined(separator: " ")) }
        }
    }
}
