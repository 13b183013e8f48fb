import KubeJSON
public import KubeTime

/// A `LeaseCandidate`: a test's own copy of it, which changes nothing in the cluster until it is sent.
public struct LeaseCandidateObject {
    var document: JSONObject

    init(_ document: JSONObject) {
        self.document = document
    }

    /// A candidate that no server knows yet.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - lease: The name of the lease that it is a candidate for.
    ///   - binaryVersion: The version of the component, such as `1.37.0`.
    ///   - emulationVersion: The version that it emulates; the same where nil.
    ///   - strategy: How it would have the holder picked.
    ///   - renewTime: When it last said that it lives; nil where it does not say.
    public init(
        _ name: String, for lease: String, binaryVersion: String = "1.37.0",
        emulationVersion: String? = nil, strategy: String = "OldestEmulationVersion",
        renewedAt renewTime: Timestamp? = nil
    ) {
        self.init(name: name)
        self.leaseName = lease
        self.binaryVersion = binaryVersion
        self.emulationVersion = emulationVersion ?? binaryVersion
        self.strategy = strategy
        self.renewTime = renewTime
    }
}

extension LeaseCandidateObject {
    /// The name of the lease that it is a candidate for.
    public var leaseName: String {
        get { self[spec: "leaseName"]?.string ?? "" }
        set { self[spec: "leaseName"] = .string(newValue) }
    }

    /// The version of the component.
    public var binaryVersion: String? {
        get { self[spec: "binaryVersion"]?.string }
        set { self[spec: "binaryVersion"] = newValue.map { .string($0) } }
    }

    /// The version that the component emulates.
    public var emulationVersion: String? {
        get { self[spec: "emulationVersion"]?.string }
        set { self[spec: "emulationVersion"] = newValue.map { .string($0) } }
    }

    /// How it would have the holder picked: in `v1alpha1`, the first that it prefers.
    public var strategy: String? {
        get {
            self[spec: "strategy"]?.string
                ?? self[spec: "preferredStrategies"]?.array?.first?.string
        }
        set {
            self[spec: "preferredStrategies"] = nil
            self[spec: "strategy"] = newValue.map { .string($0) }
        }
    }

    /// When the coordinator last asked whether it lives; nil when it never has.
    public var pingTime: Timestamp? {
        get { self[spec: "pingTime"]?.instant }
        set { self[spec: "pingTime"] = newValue.map { .string($0.rfc3339) } }
    }

    /// When it last said that it lives, by its clock.
    public var renewTime: Timestamp? {
        get { self[spec: "renewTime"]?.instant }
        set { self[spec: "renewTime"] = newValue.map { .string($0.rfc3339) } }
    }
}

extension LeaseCandidateObject: DocumentedObject {
    static let kind = "LeaseCandidate"
    static let resource = "leasecandidates"

    /// The document to send: `v1alpha1` has a list of strategies instead of one.
    func document(for version: String) -> JSONObject {
        var object = self
        if version == "v1alpha1" {
            let preferred = self[spec: "preferredStrategies"]
            object[spec: "strategy"] = nil
            object[spec: "preferredStrategies"] =
                preferred ?? strategy.map { .array([.string($0)]) }
        } else {
            object.strategy = strategy
        }
        var document = object.document
        document["kind"] = .string(Self.kind)
        document["apiVersion"] = .string("coordination.k8s.io/\(version)")
        return document
    }

    /// Such as `candidate default/a at version 12 for web`.
    public var description: String { "candidate \(metadata) for \(leaseName)" }
}
