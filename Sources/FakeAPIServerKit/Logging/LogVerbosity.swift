import Logging

/// What klog's levels (`-v`) are among those of swift-log.
enum LogVerbosity {
    /// The least important level that is logged: at 0 surprises, at 2 changes of state and delays, at 4
    /// requests and what only repeats.
    static func level(at verbosity: Int) -> Logger.Level {
        verbosity >= 4 ? .debug : verbosity >= 2 ? .info : .warning
    }

    /// The number of a level.
    static func number(of level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 4
        case .info: 2
        case .notice, .warning, .error, .critical: 0
        }
    }
}
