import KubeFoundation
import Logging

/// Writes log lines on standard error in the form of Kubernetes' `klog`.
///
///     I1121 13:32:04.123456    4711 fake-apiserver] HTTP verb="GET" resp="200"
struct KlogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let label: String

    /// A handler for what `verbosity` asks for: 0 surprises, 2 changes of state and delays, 4
    /// requests.
    init(label: String, verbosity: Int) {
        self.label = label
        logLevel = verbosity >= 4 ? .debug : verbosity >= 2 ? .info : .warning
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { _, own in own }
            .sorted { $0.key < $1.key }.map { " \($0.key)=\"\($0.value)\"" }.joined()
        let line =
            "\(Self.severity(event.level))\(Self.time()) \(getpid()) "
            + "\(label)] \(event.message)\(fields)\n"
        // A log that cannot be written is no reason to stop serving.
        output(line, to: STDERR_FILENO)
    }

    private static func severity(_ level: Logger.Level) -> String {
        switch level {
        case .trace, .debug, .info, .notice: "I"
        case .warning: "W"
        case .error, .critical: "E"
        }
    }

    /// Month, day and time of day, as klog has them.
    private static func time() -> String {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var seconds = now.tv_sec
        var local = tm()
        localtime_r(&seconds, &local)
        let (hour, minute, second) = (local.tm_hour, local.tm_min, local.tm_sec)
        return "\(digits(local.tm_mon + 1))\(digits(local.tm_mday)) "
            + "\(digits(hour)):\(digits(minute)):\(digits(second))."
            + digits(now.tv_nsec / 1000, count: 6)
    }

    private static func digits(_ number: some BinaryInteger, count: Int = 2) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(count - text.utf8.count, 0)) + text
    }
}
