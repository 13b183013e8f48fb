import KubeJSON
public import KubeTime

/// A `Lease`: a test's own copy of it, which changes nothing in the cluster until it is sent.
///
///     var lease = LeaseObject("web", heldBy: "a", for: .seconds(15))
///     lease = try await server.leases.create(lease)
public struct LeaseObject {
    var document: JSONObject

    init(_ document: JSONObject) {
        self.document = document
    }

    /// A lease that no server knows yet.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - holder: Who holds it; nobody where nil.
    ///   - duration: How long it lasts after each renewal, in whole seconds.
    ///   - renewTime: When the holder took and renewed it; nil where it does not say.
    public init(
        _ name: String, heldBy holder: String? = nil, for duration: Duration? = nil,
        renewedAt renewTime: Timestamp? = nil
    ) {
        self.init(name: name)
        self.holderIdentity = holder
        self.leaseDuration = duration
        self.acquireTime = renewTime
        self.renewTime = renewTime
    }
}

extension LeaseObject {
    /// Who holds the lease; nil or empty for nobody.
    public var holderIdentity: String? {
        get { self[spec: "holderIdentity"]?.string }
        set { self[spec: "holderIdentity"] = newValue.map { .string($0) } }
    }

    /// How long the lease lasts after each renewal, in whole seconds; fractions are dropped.
    public var leaseDuration: Duration? {
        get { self[spec: "leaseDurationSeconds"]?.integer.map { .seconds($0) } }
        set {
            self[spec: "leaseDurationSeconds"] = newValue.map { .integer($0.components.seconds) }
        }
    }

    /// When the holder took the lease, by its clock.
    public var acquireTime: Timestamp? {
        get { self[spec: "acquireTime"]?.instant }
        set { self[spec: "acquireTime"] = newValue.map { .string($0.rfc3339) } }
    }

    /// When the holder last renewed the lease, by its clock.
    public var renewTime: Timestamp? {
        get { self[spec: "renewTime"]?.instant }
        set { self[spec: "renewTime"] = newValue.map { .string($0.rfc3339) } }
    }

    /// How often the lease has changed hands.
    public var leaseTransitions: Int? {
        get { self[spec: "leaseTransitions"]?.integer.map { Int($0) } }
        set { self[spec: "leaseTransitions"] = newValue.map { .integer(Int64($0)) } }
    }

    /// How a coordinator picks the holder; nil where none does.
    public var strategy: String? {
        get { self[spec: "strategy"]?.string }
        set { self[spec: "strategy"] = newValue.map { .string($0) } }
    }

    /// Whom a coordinator would rather have as the holder.
    public var preferredHolder: String? {
        get { self[spec: "preferredHolder"]?.string }
        set { self[spec: "preferredHolder"] = newValue.map { .string($0) } }
    }

    /// When the lease runs out by its own times; nil where these do not say, or nobody holds it.
    public var expiry: Timestamp? {
        guard holder != nil, let renewTime, let leaseDuration else { return nil }
        return renewTime + leaseDuration
    }

    /// Who holds the lease, whether or not it has run out; nil for nobody.
    var holder: String? { holderIdentity.flatMap { $0.isEmpty ? nil : $0 } }
}

extension LeaseObject: DocumentedObject {
    static let kind = "Lease"
    static let resource = "leases"

    /// Such as `lease default/web at version 12, held by a`.
    public var description: String {
        "lease \(metadata), held by \(holder ?? "nobody")"
    }
}
