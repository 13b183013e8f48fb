import KubeAPI
import KubeJSON
public import KubeTime

/// A `Lease` as a server sent it: what it says, and all that must not be lost when it is written back.
///
/// A client hands leases on as they are: it makes one of the JSON that comes, and sends the ``json`` of
/// one that is to be written.
public struct LeaseDocument: Hashable, Sendable {
    private let object: JSONObject
    private let lease: Lease

    /// The lease that `json` describes; nil when that is something else.
    public init?(json: [UInt8]) {
        guard let object = (try? JSONParser.parse(json))?.object else { return nil }
        self.init(object)
    }

    private init?(_ object: JSONObject) {
        let metadata = object["metadata"]
        guard
            let lease = Lease(
                object, namespace: metadata?["namespace"]?.string ?? "",
                name: metadata?["name"]?.string ?? "",
                resourceVersion: metadata?["resourceVersion"]?.string ?? "")
        else { return nil }
        self.object = object
        self.lease = lease
    }

    /// The lease as JSON, in `coordination.k8s.io/v1`.
    public var json: [UInt8] { JSONWriter.encode(.object(object)) }
}

// MARK: - What it says

extension LeaseDocument {
    /// The namespace; empty when the server did not say it.
    public var namespace: String { lease.namespace }

    /// The name.
    public var name: String { lease.name }

    /// Which state of the lease this is; empty for one that does not exist yet.
    public var resourceVersion: String { lease.resourceVersion }

    /// The labels.
    public var labels: [String: String] {
        let labels = object["metadata"]?["labels"]?.object ?? JSONObject()
        return Dictionary(
            uniqueKeysWithValues: labels.compactMap { label in
                label.value.string.map { (label.key, $0) }
            })
    }

    /// Who holds the lease; nil or empty for nobody.
    public var holderIdentity: String? { lease.spec.holderIdentity }

    /// How long the lease lasts after each renewal, in whole seconds.
    public var leaseDuration: Duration? {
        lease.spec.leaseDurationSeconds.map { .seconds(Int64($0)) }
    }

    /// When the holder took the lease, by its clock.
    public var acquireTime: Timestamp? { lease.spec.acquireTime.flatMap(\.ifWritten) }

    /// When the holder last renewed the lease, by its clock.
    public var renewTime: Timestamp? { lease.spec.renewTime.flatMap(\.ifWritten) }

    /// How often the lease has changed hands.
    public var leaseTransitions: Int { Int(lease.spec.leaseTransitions ?? 0) }

    /// How a coordinator picks the holder; nil where none does.
    public var strategy: String? { lease.spec.strategy }

    /// Whom a coordinator would rather have as the holder.
    public var preferredHolder: String? { lease.spec.preferredHolder }
}

extension LeaseDocument: CustomStringConvertible {
    /// Such as `lease kube-system/widget, held by me`.
    public var description: String {
        let holder = lease.spec.holder.map { "held by \($0)" } ?? "held by nobody"
        return "lease \(namespace)/\(name), \(holder)"
    }
}

// MARK: - What an elector writes

extension LeaseDocument {
    /// A lease that does not exist yet.
    init?(namespace: String, name: String, labels: [String: String], _ spec: LeaseSpec) {
        var metadata = JSONObject([
            ("name", .string(name)), ("namespace", .string(namespace)),
        ])
        metadata.merge(labels: labels)
        self.init(
            JSONObject([
                ("apiVersion", "coordination.k8s.io/v1"), ("kind", "Lease"),
                ("metadata", .object(metadata)), ("spec", .object(spec.object)),
            ]))
    }

    /// What the lease says.
    var spec: LeaseSpec { lease.spec }

    /// The same lease with what `spec` says, and with `labels` on top of its own.
    func replacing(_ spec: LeaseSpec, labels: [String: String]) -> LeaseDocument? {
        var object = object
        object[object: "metadata"].merge(labels: labels)
        for (name, value) in spec.fields { object[object: "spec"][name] = value }
        return LeaseDocument(object)
    }
}

extension Timestamp {
    /// The instant, unless it is the one that stands for none.
    var ifWritten: Timestamp? { self == TimeFormat.zeroInstant ? nil : self }
}
