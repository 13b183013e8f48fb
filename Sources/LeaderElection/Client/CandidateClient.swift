/// What a candidate needs of an API server: to keep one LeaseCandidate there.
///
/// ``HTTPLeaseClient`` is one over HTTP; what ``LeaseClient`` says of others holds here too.
public protocol CandidateClient: Sendable {
    /// Whether the server serves lease candidates of `version`.
    func servesCandidates(
        of version: LeaseCandidateVersion
    ) async throws(LeaseClientError) -> Bool

    /// The candidate that `key` names.
    func candidate(_ key: CandidateKey) async throws(LeaseClientError) -> CandidateDocument

    /// Creates a candidate and returns it as the server stored it.
    func createCandidate(
        _ candidate: CandidateDocument, _ key: CandidateKey
    ) async throws(LeaseClientError) -> CandidateDocument

    /// Replaces a candidate that has not changed since it was read; returns it as the server stored
    /// it.
    func updateCandidate(
        _ candidate: CandidateDocument, _ key: CandidateKey
    ) async throws(LeaseClientError) -> CandidateDocument

    /// The candidate that `key` names, if it exists, as a list of those in its namespace shows it.
    func listCandidate(_ key: CandidateKey) async throws(LeaseClientError) -> CandidateList

    /// Hands every change since `resourceVersion` of the candidate that `key` names to `receive`,
    /// until the server ends the watch, which it is asked to do after `timeout`.
    func watchCandidate(
        _ key: CandidateKey, from resourceVersion: String, timeout: Duration,
        _ receive: @Sendable (CandidateEvent) -> Void
    ) async throws(LeaseClientError)
}

/// Which candidate, in which version of the API.
public struct CandidateKey: Hashable, Sendable {
    /// The candidate's namespace.
    public var namespace: String

    /// The candidate's name.
    public var name: String

    /// The version to speak.
    public var version: LeaseCandidateVersion

    /// The candidate `namespace`/`name`, in `version`.
    public init(namespace: String, name: String, version: LeaseCandidateVersion) {
        self.namespace = namespace
        self.name = name
        self.version = version
    }
}

extension CandidateKey: CustomStringConvertible {
    /// Such as `candidate kube-system/me (v1beta1)`.
    public var description: String { "candidate \(namespace)/\(name) (\(version))" }
}

/// A list of candidates in which there is at most the one that was asked for.
public struct CandidateList: Hashable, Sendable {
    /// The candidate; nil when there is none.
    public var candidate: CandidateDocument?

    /// The state of the server that the list shows: a watch can go on from there.
    public var resourceVersion: String

    /// A list that shows `candidate` as it was at `resourceVersion`.
    public init(_ candidate: CandidateDocument?, resourceVersion: String) {
        self.candidate = candidate
        self.resourceVersion = resourceVersion
    }
}

extension CandidateList: CustomStringConvertible {
    /// Such as `candidate kube-system/me for the lease widget, at 7`.
    public var description: String {
        "\(candidate?.description ?? "no candidate"), at \(resourceVersion)"
    }
}

/// What a watch shows.
public enum CandidateEvent: Hashable, Sendable {
    /// The candidate was created.
    case added(CandidateDocument)

    /// The candidate was changed.
    case modified(CandidateDocument)

    /// The candidate was deleted, when the server was at `resourceVersion`.
    case deleted(resourceVersion: String)

    /// Nothing more happened until the server was at `resourceVersion`.
    case bookmark(resourceVersion: String)
}

extension CandidateEvent: CustomStringConvertible {
    /// Such as `modified: candidate kube-system/me for the lease widget`.
    public var description: String {
        switch self {
        case .added(let candidate): "added: \(candidate)"
        case .modified(let candidate): "modified: \(candidate)"
        case .deleted(let version): "deleted, at \(version)"
        case .bookmark(let version): "nothing more until \(version)"
        }
    }
}
