/// An error that a real server gives, by its name; what it says about the request follows from that.
public struct NamedError: Hashable, Sendable {
    let name: Name

    /// What the error says beside what follows from the request.
    var parameters = Parameters()

    init(_ name: Name) {
        self.name = name
    }

    /// The names.
    enum Name: String, CaseIterable, Sendable {
        case etcdLeaderChanged, etcdTimeout, etcdTimeoutLeader, etcdTimeoutConnection, etcdNoLeader
        case etcdNoSpace, etcdTooMany
        case serverTimeout, timeout, timeoutFilter
        case tooManyRequests, shuttingDown429, shuttingDown503, notInstalled503, cacheUnready429
        case tooLargeResourceVersion, expired, conflict
        case unauthorized, forbidden, quota, webhookDenied, webhookDown
    }

    /// What can be said about some errors.
    struct Parameters: Hashable, Sendable {
        /// Who may not do it.
        var user = "system:anonymous"
        /// The name of the quota or of the webhook.
        var subject = ""
        /// Why the webhook denies it; nil when it does not say.
        var reason: String?
        /// The HTTP status of the webhook's denial.
        var code = 400
        /// How many objects there may be.
        var limit = 5
    }
}

// MARK: - What etcd says

extension NamedError {
    /// etcd has elected another leader meanwhile (500).
    public static let etcdLeaderChanged = NamedError(.etcdLeaderChanged)
    /// etcd has not answered in time (500).
    public static let etcdTimeout = NamedError(.etcdTimeout)
    /// The same, since its leader has failed.
    public static let etcdTimeoutLeader = NamedError(.etcdTimeoutLeader)
    /// The same, since a connection was lost.
    public static let etcdTimeoutConnection = NamedError(.etcdTimeoutConnection)
    /// etcd has no leader (500).
    public static let etcdNoLeader = NamedError(.etcdNoLeader)
    /// etcd has no room (500).
    public static let etcdNoSpace = NamedError(.etcdNoSpace)
    /// etcd has too much to do (500).
    public static let etcdTooMany = NamedError(.etcdTooMany)
}

// MARK: - What the server says

extension NamedError {
    /// The operation could not be completed at this time (500 `ServerTimeout`).
    public static let serverTimeout = NamedError(.serverTimeout)
    /// The operation was not completed in time (504).
    public static let timeout = NamedError(.timeout)
    /// The same, as the filter in front of the handlers says it (504).
    public static let timeoutFilter = NamedError(.timeoutFilter)
    /// Priority and fairness turn the request away (429, no `Status`).
    public static let tooManyRequests = NamedError(.tooManyRequests)
    /// The server is about to end (429, no `Status`).
    public static let shuttingDown429 = NamedError(.shuttingDown429)
    /// The server is ending (503).
    public static let shuttingDown503 = NamedError(.shuttingDown503)
    /// The server has only begun (503).
    public static let notInstalled503 = NamedError(.notInstalled503)
    /// The watch cache is not ready (429).
    public static let cacheUnready429 = NamedError(.cacheUnready429)
    /// The version that was asked for has not been reached (504).
    public static let tooLargeResourceVersion = NamedError(.tooLargeResourceVersion)
    /// The version that was asked for is forgotten (410).
    public static let expired = NamedError(.expired)
    /// Somebody else was faster (409).
    public static let conflict = NamedError(.conflict)
    /// The client is nobody (401).
    public static let unauthorized = NamedError(.unauthorized)
    /// The client may not do it (403).
    public static let forbidden = NamedError(.forbidden)

    /// `user` may not do it (403).
    public static func forbidden(user: String) -> NamedError {
        var error = NamedError(.forbidden)
        error.parameters.user = user
        return error
    }

    /// The quota `name` allows no more than `limit` objects (403).
    public static func quota(_ name: String = "objects", limit: Int = 5) -> NamedError {
        var error = NamedError(.quota)
        (error.parameters.subject, error.parameters.limit) = (name, limit)
        return error
    }

    /// The admission webhook `name` denies it, with a reason where it has one (`code`).
    public static func webhookDenied(
        by name: String = "validate.example.com", reason: String? = nil, code: Int = 400
    ) -> NamedError {
        var error = NamedError(.webhookDenied)
        error.parameters.subject = name
        error.parameters.reason = reason
        error.parameters.code = code
        return error
    }

    /// The admission webhook `name` cannot be reached (500).
    public static func webhookDown(_ name: String = "validate.example.com") -> NamedError {
        var error = NamedError(.webhookDown)
        error.parameters.subject = name
        return error
    }

    /// What was asked for by name alone.
    static func named(_ name: Name) -> NamedError {
        switch name {
        case .quota: .quota()
        case .webhookDenied: .webhookDenied()
        case .webhookDown: .webhookDown()
        default: NamedError(name)
        }
    }
}
