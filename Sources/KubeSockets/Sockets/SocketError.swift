import KubeFoundation

/// A socket operation that failed.
package struct SocketError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, such as `listen tcp 127.0.0.1:6443`.
    package let operation: String
    /// Why it failed.
    package let reason: String

    /// Whether somebody else listens on the port that was asked for.
    package let isPortTaken: Bool

    init(_ operation: String, reason: String, isPortTaken: Bool = false) {
        self.operation = operation
        self.reason = reason
        self.isPortTaken = isPortTaken
    }

    /// The failure that the last system call left in `errno`.
    init(_ operation: String) {
        self.init(operation, reason: POSIXError.last.reason)
    }

    /// One line, as Go prints it.
    package var description: String { "\(operation): \(reason)" }
}
