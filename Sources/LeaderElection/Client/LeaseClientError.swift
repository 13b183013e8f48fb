#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Why a lease or a candidate could not be read or written.
public struct LeaseClientError: Error, Hashable, Sendable {
    /// What kind of error it is.
    public var kind: Kind

    /// What the server said, or what went wrong on the way to it.
    public var message: String

    /// The kinds of errors that a client of an API server tells apart.
    public enum Kind: Hashable, Sendable {
        /// There is no such object (404).
        case notFound
        /// There is such an object already (409 to a creation).
        case alreadyExists
        /// The object has changed since it was read (409 to an update).
        case conflict
        /// The server does not know who asks (401).
        case unauthorized
        /// Whoever asks may not do this (403).
        case forbidden
        /// The server takes the object for wrong (400, 422).
        case invalid
        /// The version to watch from is too old (410).
        case gone
        /// The server has too much to do (429).
        case tooManyRequests
        /// Anything else that the server refuses, such as 500.
        case server(status: Int)
        /// No answer came.
        case noAnswer
        /// An answer came that makes no sense.
        case malformedAnswer
        /// The client cannot do what it is asked for, such as to use a client certificate.
        case unsupported
    }

    /// An error of this kind.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}

extension LeaseClientError: CustomStringConvertible, LocalizedError {
    /// What happened, in words: the server's where it said something.
    public var description: String { "\(kind): \(message)" }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}

extension LeaseClientError.Kind: CustomStringConvertible {
    /// Such as `not found`.
    public var description: String {
        switch self {
        case .notFound: "not found"
        case .alreadyExists: "already exists"
        case .conflict: "conflict"
        case .unauthorized: "unauthorized"
        case .forbidden: "forbidden"
        case .invalid: "invalid"
        case .gone: "too old"
        case .tooManyRequests: "too many requests"
        case .server(let status): "the server answered \(status)"
        case .noAnswer: "no answer"
        case .malformedAnswer: "an answer that makes no sense"
        case .unsupported: "unsupported"
        }
    }
}
