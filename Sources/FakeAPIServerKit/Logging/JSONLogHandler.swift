import KubeFoundation
import KubeJSON
import Logging

/// Writes log lines on standard error as Kubernetes' components write JSON.
///
///     {"ts":1700000000123.4,"caller":"KubeCluster/Cluster+Held.swift:7","msg":"Held a request","v":2}
struct JSONLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let write: @Sendable (String) -> Void

    /// A handler for what `verbosity` asks for, as `LogVerbosity` says.
    init(verbosity: Int, write: @escaping @Sendable (String) -> Void = LogOutput.write) {
        self.write = write
        logLevel = LogVerbosity.level(at: verbosity)
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var members = [
            ("ts", Self.milliseconds()), ("caller", Self.quote("\(event.file):\(event.line)")),
            ("msg", Self.quote(event.message.description)),
        ]
        // Errors have no verbosity.
        if event.level < .error {
            members.append(("v", String(LogVerbosity.number(of: event.level))))
        }
        for (key, value) in LogFields.ordered(metadata.merging(event.metadata ?? [:]) { $1 }) {
            members.append((key, LogFields.unquoted(value) ?? Self.quote(value.description)))
        }
        let text = members.map { "\(Self.quote($0)):\($1)" }.joined(separator: ",")
        write("{\(text)}\n")
    }

    private static func quote(_ text: String) -> String { JSONWriter.text(.string(text)) }

    /// The milliseconds since 1970, with a fraction.
    private static func milliseconds() -> String {
        let now = LogOutput.now
        return "\(Double(now.tv_sec) * 1000 + Double(now.tv_nsec) / 1_000_000)"
    }
}
