import Coordinator
import Environment
import JSON

/// One holder's time with a lease, and what was wrong with it.
struct LeaseTerm: Sendable {
    let lease: NamespacedName
    let holder: String

    /// When the lease was taken; nil when that is longer ago than the history reaches.
    let start: Timestamp?
    let startRevision: UInt64

    /// How the term ended; nil while it goes on.
    var end: End?

    /// How often the holder renewed the lease.
    var renewalCount = 0
    var findings: [TermFinding] = []

    /// The end of a term.
    struct End: Sendable {
        let time: Timestamp
        let revision: UInt64
        let reason: Reason
    }

    /// Why a term ended.
    enum Reason: String, Sendable {
        case released
        case takenOver
        case leaseDeleted
    }

    /// Adds a finding, of each kind the first few.
    mutating func add(_ finding: TermFinding) {
        guard findings.count(where: { $0.kind == finding.kind }) < Self.findingsMax else { return }
        findings.append(finding)
    }

    private static let findingsMax = 5

    /// The term for programs.
    var json: JSONValue {
        [
            "lease": .string(lease.description),
            "holderIdentity": .string(holder),
            "from": .instant(start),
            "fromVersion": .string(String(startRevision)),
            "to": .instant(end?.time),
            "toVersion": .text(end.map { String($0.revision) }),
            "ended": .text(end?.reason.rawValue),
            "renewals": .integer(Int64(renewalCount)),
            "findings": .array(findings.map(\.json)),
        ]
    }
}

/// Something about a term that a test may want to fail for.
struct TermFinding: Sendable {
    let kind: Kind
    let time: Timestamp
    let message: String

    enum Kind: String, Sendable {
        /// Two holders could both believe that the lease is theirs.
        case overlap
        /// The lease was taken although it had not run out by its own times.
        case takeoverBeforeExpiry
        /// The lease was taken by a patch, or applied, without a `resourceVersion`.
        case unconditionalTakeover
        /// The holder renewed a lease that had run out.
        case renewalAfterExpiry
        /// The holder changed, `leaseTransitions` did not grow.
        case transitionNotCounted
        /// The holder's clock is not the server's.
        case clockSkew
    }

    fileprivate var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "time": .string(time.rfc3339),
            "message": .string(message),
        ]
    }
}
