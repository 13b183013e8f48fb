import KubeAPI
import KubeJSON
import KubeTime

/// A lease candidate as the server sent it.
struct CandidateDocument: Sendable {
    private let object: JSONObject
    private let candidate: LeaseCandidate

    /// The candidate in `value`; nil when that is something else.
    init?(_ value: JSONValue) {
        guard let object = value.object,
            let candidate = LeaseCandidate(object, namespace: "", name: "", resourceVersion: "")
        else { return nil }
        self.object = object
        self.candidate = candidate
    }

    /// A candidate that does not exist yet.
    static func new(
        _ configuration: LeaseCandidateClient.Configuration, renewedAt now: Timestamp
    ) -> [UInt8] {
        var spec = JSONObject([
            ("leaseName", .string(configuration.leaseName)), ("renewTime", .microTime(now)),
            ("binaryVersion", .string(configuration.binaryVersion)),
            ("emulationVersion", .string(configuration.emulationVersion)),
        ])
        switch configuration.apiVersion {
        case .v1alpha1: spec.append("preferredStrategies", [.string(configuration.strategy)])
        case .v1alpha2, .v1beta1: spec.append("strategy", .string(configuration.strategy))
        }
        return JSONWriter.encode([
            "apiVersion": .string("coordination.k8s.io/\(configuration.apiVersion.rawValue)"),
            "kind": "LeaseCandidate",
            "metadata": [
                "name": .string(configuration.name),
                "namespace": .string(configuration.namespace),
            ],
            "spec": .object(spec),
        ])
    }

    /// Whether the coordinator waits for a sign of life.
    var hasUnansweredPing: Bool {
        guard let pingTime = candidate.pingTime else { return false }
        return candidate.renewTime.map { $0 < pingTime } ?? true
    }

    /// The same candidate with another `renewTime`; everything else stays as it is.
    func renewed(apiVersion: LeaseCandidateClient.APIVersion, at now: Timestamp) -> [UInt8] {
        var object = object
        // The items of a list do not say what they are.
        object["apiVersion"] = .string("coordination.k8s.io/\(apiVersion.rawValue)")
        object["kind"] = "LeaseCandidate"
        var spec = object["spec"]?.object ?? JSONObject()
        spec["renewTime"] = .microTime(now)
        object["spec"] = .object(spec)
        return JSONWriter.encode(.object(object))
    }
}
