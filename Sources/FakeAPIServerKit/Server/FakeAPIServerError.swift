import KubeAPI

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Why a server could not start, or why a running one did not do what it was told.
public struct FakeAPIServerError: Error, Hashable, Sendable {
    /// What kind of error it is.
    public let kind: Kind

    /// The reason, for people: what the server said, or what went wrong on the way to it.
    public let message: String

    /// Where a test has said what it expects, for an error of ``FakeClusterHandle/expect(_:within:by:fileID:filePath:line:column:)``
    /// and the like; nil for others.
    ///
    /// The trait `.fakeAPIServer()` has an issue appear there.
    public internal(set) var location: CodeLocation?

    /// The kinds of errors that a test tells apart.
    public enum Kind: Hashable, Sendable {
        /// The server could not start.
        case notStarted
        /// The server has been stopped, or the cluster deleted.
        case ended
        /// What was asked for makes no sense, or is not possible (400, 422).
        case invalid
        /// The server does not know who asks (401).
        case unauthorized
        /// Whoever asks may not do this (403).
        case forbidden
        /// There is no such object (404).
        case notFound
        /// There is such an object already (409 to a creation).
        case alreadyExists
        /// The object has changed since it was read (409 to an update).
        case conflict
        /// The history that was asked for is forgotten (410).
        case gone
        /// What was expected has not come true (417).
        case notMet
        /// The server has too much to do (429).
        case tooManyRequests
        /// Anything else that the server refuses, such as 500.
        case server(status: Int)
        /// No answer came.
        case noAnswer
        /// An answer came that makes no sense.
        case malformedAnswer
        /// The task was cancelled.
        case cancelled
    }

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// The task was cancelled.
    static let cancelled = FakeAPIServerError(.cancelled, "the task was cancelled")

    /// The server has been stopped, or the cluster deleted.
    static let ended = FakeAPIServerError(.ended, "the server or the cluster has ended")
}

extension FakeAPIServerError: CustomStringConvertible, LocalizedError {
    /// The ``message``, with the ``location`` where there is one.
    public var description: String { location.map { "\(message) (expected at \($0))" } ?? message }

    /// The ``message``.
    public var errorDescription: String? { message }
}

extension FakeAPIServerError.Kind {
    /// The kind of what a server says with a status and a reason.
    init(status: Int, reason: String?) {
        self =
            switch status {
            case 400, 413, 415, 422: .invalid
            case 401: .unauthorized
            case 403: .forbidden
            case 404: .notFound
            case 409: reason == "AlreadyExists" ? .alreadyExists : .conflict
            case 410: .gone
            case 417: .notMet
            case 429: .tooManyRequests
            default: .server(status: status)
            }
    }
}

extension FakeAPIServerError {
    /// What a cluster refuses.
    init(_ error: StatusError) {
        self.init(Kind(status: error.code, reason: error.reason), error.message)
    }
}
