package import KubeJSON
package import KubeTime

/// What the `spec` of a `Lease` says: who holds something, and until when.
///
/// Nil means absent on the wire; `TimeFormat.zeroInstant` is a time that was sent as null.
package struct LeaseSpec: Hashable, Sendable {
    package var holderIdentity: String?
    package var leaseDurationSeconds: Int32?
    package var acquireTime: Timestamp?
    package var renewTime: Timestamp?
    package var leaseTransitions: Int32?
    package var strategy: String?
    package var preferredHolder: String?

    /// The spec that says this and nothing else.
    package init(
        holderIdentity: String? = nil, leaseDurationSeconds: Int32? = nil,
        acquireTime: Timestamp? = nil, renewTime: Timestamp? = nil, leaseTransitions: Int32? = nil,
        strategy: String? = nil, preferredHolder: String? = nil
    ) {
        self.holderIdentity = holderIdentity
        self.leaseDurationSeconds = leaseDurationSeconds
        self.acquireTime = acquireTime
        self.renewTime = renewTime
        self.leaseTransitions = leaseTransitions
        self.strategy = strategy
        self.preferredHolder = preferredHolder
    }

    /// The spec in a document.
    package init(_ spec: JSONObject) {
        let reader = DocumentReader(object: spec)
        holderIdentity = reader.string("holderIdentity")
        leaseDurationSeconds = reader.int32("leaseDurationSeconds")
        acquireTime = reader.microTime("acquireTime")
        renewTime = reader.microTime("renewTime")
        leaseTransitions = reader.int32("leaseTransitions")
        strategy = reader.string("strategy")
        preferredHolder = reader.string("preferredHolder")
    }

    /// The spec of a stored lease; one without a spec says nothing.
    package init(of lease: JSONObject) {
        self.init(lease["spec"]?.object ?? JSONObject())
    }

    /// The holder that a stored lease names, for those who need nothing else of it.
    package static func holderIdentity(of lease: JSONObject) -> String? {
        DocumentReader(object: lease["spec"]?.object ?? JSONObject()).string("holderIdentity")
    }

    /// Every field in Go's order, with its value in a document; nil where it is absent.
    package var fields: [(name: String, value: JSONValue?)] {
        [
            ("holderIdentity", holderIdentity.map { .string($0) }),
            ("leaseDurationSeconds", leaseDurationSeconds.map { .integer(Int64($0)) }),
            ("acquireTime", acquireTime.map { .microTime($0) }),
            ("renewTime", renewTime.map { .microTime($0) }),
            ("leaseTransitions", leaseTransitions.map { .integer(Int64($0)) }),
            ("strategy", strategy.map { .string($0) }),
            ("preferredHolder", preferredHolder.map { .string($0) }),
        ]
    }

    /// The spec as a document has it.
    package var object: JSONObject {
        JSONObject(fields.compactMap { field in field.value.map { (field.name, $0) } })
    }
}

// MARK: - What it means

extension LeaseSpec {
    /// The holder, if there is one: an empty identity is none.
    package var holder: String? {
        holderIdentity.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether `identity` is the holder.
    package func isHeld(by identity: String) -> Bool {
        holder?.hasSameBytes(as: identity) ?? false
    }

    /// How often the lease has changed hands once it does so again.
    package var nextTransitions: Int32 {
        let (transitions, overflow) = (leaseTransitions ?? 0).addingReportingOverflow(1)
        return overflow ? .max : transitions
    }

    /// The last instant of the lease; nil when it lacks the times to tell.
    package var expiry: Timestamp? {
        guard let renewTime, let leaseDurationSeconds else { return nil }
        return renewTime + .seconds(Int64(leaseDurationSeconds))
    }
}
