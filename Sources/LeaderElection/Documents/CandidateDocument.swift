import KubeAPI
import KubeJSON
public import KubeTime

/// A `LeaseCandidate` as a server sent it: what it says, and all that must not be lost when it is
/// written back.
public struct CandidateDocument: Hashable, Sendable {
    private let object: JSONObject
    private let candidate: LeaseCandidate

    /// The candidate that `json` describes; nil when that is something else.
    public init?(json: [UInt8]) {
        guard let value = try? JSONParser.parse(json) else { return nil }
        self.init(value)
    }

    /// The candidate in `value`; nil when that is something else.
    init?(_ value: JSONValue) {
        let metadata = value["metadata"]
        guard let object = value.object,
            let candidate = LeaseCandidate(
                object, namespace: metadata?["namespace"]?.string ?? "",
                name: metadata?["name"]?.string ?? "",
                resourceVersion: metadata?["resourceVersion"]?.string ?? "")
        else { return nil }
        self.object = object
        self.candidate = candidate
    }

    /// The candidate as JSON, in the version in which it came.
    public var json: [UInt8] { JSONWriter.encode(.object(object)) }
}

// MARK: - What it says

extension CandidateDocument {
    /// The namespace; empty when the server did not say it.
    public var namespace: String { candidate.namespace }

    /// The name.
    public var name: String { candidate.name }

    /// Which state of the candidate this is; empty for one that does not exist yet.
    public var resourceVersion: String { candidate.resourceVersion }

    /// The lease that the candidate wants to hold.
    public var leaseName: String { candidate.leaseName }

    /// The version of the component's binary.
    public var binaryVersion: String { candidate.binaryVersion }

    /// The version that the component behaves as.
    public var emulationVersion: String { candidate.emulationVersion }

    /// When the coordinator last asked for a sign of life, by its clock.
    public var pingTime: Timestamp? { candidate.pingTime.flatMap(\.ifWritten) }

    /// When the candidate last gave one, by its own clock.
    public var renewTime: Timestamp? { candidate.renewTime.flatMap(\.ifWritten) }

    /// Whether the coordinator waits for a sign of life.
    var hasUnansweredPing: Bool {
        guard let pingTime else { return false }
        return renewTime.map { $0 < pingTime } ?? true
    }
}

extension CandidateDocument: CustomStringConvertible {
    /// Such as `candidate kube-system/me for the lease widget`.
    public var description: String { "candidate \(namespace)/\(name) for the lease \(leaseName)" }
}

// MARK: - What a candidacy writes

extension CandidateDocument {
    /// A candidate that does not exist yet.
    static func new(
        _ configuration: LeaseCandidacy.Configuration, version: LeaseCandidateVersion,
        renewedAt now: Timestamp
    ) -> CandidateDocument? {
        var spec = JSONObject([
            ("leaseName", .string(configuration.leaseName)), ("renewTime", .microTime(now)),
            ("binaryVersion", .string(configuration.binaryVersion)),
            ("emulationVersion", .string(configuration.emulationVersion)),
        ])
        switch version {
        case .v1alpha1: spec.append("preferredStrategies", [.string(configuration.strategy)])
        case .v1alpha2, .v1beta1: spec.append("strategy", .string(configuration.strategy))
        }
        return CandidateDocument([
            "apiVersion": .string(version.apiVersion),
            "kind": "LeaseCandidate",
            "metadata": [
                "name": .string(configuration.name),
                "namespace": .string(configuration.namespace),
            ],
            "spec": .object(spec),
        ])
    }

    /// The same candidate with another `renewTime`; everything else stays as it is.
    func renewed(version: LeaseCandidateVersion, at now: Timestamp) -> CandidateDocument? {
        var object = object
        // The items of a list do not say what they are.
        object["apiVersion"] = .string(version.apiVersion)
        object["kind"] = "LeaseCandidate"
        object[object: "spec"]["renewTime"] = .microTime(now)
        return CandidateDocument(.object(object))
    }
}
