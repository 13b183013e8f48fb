public import Foundation

/// Why it cannot be told how to reach a server.
public struct ClusterAccessError: Error, Hashable, CustomStringConvertible, LocalizedError {
    /// What is wrong, and where.
    public var description: String

    /// The same as ``description``.
    public var errorDescription: String? { description }

    init(_ description: String) {
        self.description = description
    }
}
