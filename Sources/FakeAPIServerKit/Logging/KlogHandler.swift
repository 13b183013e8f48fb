import KubeFoundation
import KubeJSON
import Logging

/// Writes log lines on standard error in the form of Kubernetes' `klog`.
///
///     I1121 13:32:04.123456    4711 fake-apiserver] "HTTP" verb="GET" resp=200
struct KlogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let label: String
    private let write: @Sendable (String) -> Void

    /// A handler for what `verbosity` asks for, as `LogVerbosity` says.
    init(
        label: String, verbosity: Int,
        write: (@Sendable (String) -> Void)? = nil
    ) {
        self.label = label
        self.write =
            write
            ?? { line in
                LogOutput.standardError.write(line) { count in
                    Self.line("\(LogOutput.notice(count))", "", .warning, label)
                }
            }
        logLevel = LogVerbosity.level(at: verbosity)
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = LogFields.ordered(metadata.merging(event.metadata ?? [:]) { $1 })
            .map { " \($0.key)=\(Self.text(of: $0.value))" }.joined()
        write(Self.line(event.message, fields, event.level, label))
    }

    private static func line(
        _ message: Logger.Message, _ fields: String, _ level: Logger.Level, _ label: String
    ) -> String {
        "\(severity(level))\(time()) \(processID) \(label)] "
            + "\(GoQuote.quote(message.description))\(fields)\n"
    }

    private static func text(of value: Logger.MetadataValue) -> String {
        LogFields.unquoted(value) ?? GoQuote.quote(value.description)
    }

    private static func severity(_ level: Logger.Level) -> String {
        switch level {
        case .trace, .debug, .info, .notice: "I"
        case .warning: "W"
        case .error, .critical: "E"
        }
    }

    /// Seven places wide, as klog has it.
    private static var processID: String { padded(Int(getpid()), to: 7, with: " ") }

    /// Month, day and time of day, as klog has them.
    private static func time() -> String {
        let now = LogOutput.now
        var seconds = now.tv_sec
        var local = tm()
        localtime_r(&seconds, &local)
        let (hour, minute, second) = (local.tm_hour, local.tm_min, local.tm_sec)
        return "\(digits(local.tm_mon + 1))\(digits(local.tm_mday)) "
            + "\(digits(hour)):\(digits(minute)):\(digits(second))."
            + padded(now.tv_nsec / 1000, to: 6)
    }

    private static func digits(_ number: Int32) -> String { padded(Int(number), to: 2) }

    private static func padded(_ number: Int, to count: Int, with filler: String = "0") -> String {
        let text = String(number)
        return String(repeating: filler, count: max(count - text.utf8.count, 0)) + text
    }
}
