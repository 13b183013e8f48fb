/// What people read of the handles of a test.
extension FakeCluster: CustomStringConvertible {
    /// The base URL.
    public var description: String { url }
}

extension FakeAPIServer: CustomStringConvertible {
    /// The base URL.
    public var description: String { url }
}

extension FakeLease: CustomStringConvertible {
    /// The namespace and the name, such as `default/web`.
    public var description: String { "\(namespace)/\(name)" }
}

extension FakeClock: CustomStringConvertible {
    /// What the clock shows.
    public var description: String { now.description }
}

extension ServerOptions: CustomStringConvertible {
    /// The flags that spell the options.
    public var description: String { flags.joined(separator: " ") }
}

extension FakeAPIServerError.Kind: CustomStringConvertible {
    /// Such as `not found`.
    public var description: String {
        switch self {
        case .notStarted: "not started"
        case .ended: "ended"
        case .invalid: "invalid"
        case .unauthorized: "unauthorized"
        case .forbidden: "forbidden"
        case .notFound: "not found"
        case .alreadyExists: "already exists"
        case .conflict: "conflict"
        case .gone: "gone"
        case .notMet: "not met"
        case .tooManyRequests: "too many requests"
        case .server(let status): "status \(status)"
        case .noAnswer: "no answer"
        case .malformedAnswer: "an answer that makes no sense"
        case .cancelled: "cancelled"
        }
    }
}
