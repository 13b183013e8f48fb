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
    init(verbosity: Int, write: (@Sendable (String) -> Void)? = nil) {
        self.write =
            write
            ?? { line in
                LogOutput.standardError.write(line) { count in
                    Self.line(
                        of: Self.members(LogOutput.notice(count), from: "\(#fileID):\(#line)"))
                }
            }
        logLevel = LogVerbosity.level(at: verbosity)
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var members = Self.members(
            event.message.description, from: "\(event.file):\(event.line)")
        // Errors have no verbosity.
        if event.level < .error {
            members.append(("v", String(LogVerbosity.number(of: event.level))))
        }
        for (key, value) in LogFields.ordered(metadata.merging(event.metadata ?? [:]) { $1 }) {
            members.append((key, LogFields.unquoted(value) ?? Self.quote(value.description)))
        }
        write(Self.line(of: members))
    }

    /// What every line has.
    private static func members(
        _ message: String, from caller: String
    ) -> [(name: String, value: String)] {
        [("ts", milliseconds()), ("caller", quote(caller)), ("msg", quote(message))]
    }

    private static func line(of members: [(name: String, value: String)]) -> String {
        let text = members.map { "\(quote($0.name)):\($0.value)" }.joined(separator: ",")
        return "{\(text)}\n"
    }

    private static func quote(_ text: String) -> String { JSONWriter.text(.string(text)) }

    /// The milliseconds since 1970, with a fraction.
    private static func milliseconds() -> String {
        let now = LogOutput.now
        return "\(Double(now.tv_sec) * 1000 + Double(now.tv_nsec) / 1_000_000)"
    }
}
