public import KubeTime

/// One uninterrupted time in which an elector leads.
public struct Leadership: Hashable, Sendable {
    /// Who leads.
    public var identity: String

    /// The namespace of the lease.
    public var namespace: String

    /// The name of the lease.
    public var leaseName: String

    /// How often the lease has changed hands: greater in each leadership than in the one before, as long
    /// as nobody deletes the lease and no coordinator gives it away, so that others can tell an outdated
    /// leader by it.
    public var transitions: Int

    /// When the lease was taken, by the wall clock.
    public var since: Timestamp
}

extension Leadership: CustomStringConvertible {
    /// Such as `me leads kube-system/widget`.
    public var description: String { "\(identity) leads \(namespace)/\(leaseName)" }
}

/// Why an elector does not lead any more, though it would like to.
public enum LeadershipLoss: Hashable, Sendable {
    /// It could not renew the lease in time.
    case notRenewed
    /// It saw somebody else hold the lease.
    case takenOver(by: String)
    /// The server's coordinator prefers somebody else.
    case yielded(to: String)
}

extension LeadershipLoss: CustomStringConvertible {
    /// Such as `the lease could not be renewed in time`.
    public var description: String {
        switch self {
        case .notRenewed: "the lease could not be renewed in time"
        case .takenOver(let holder): "\(holder) holds the lease"
        case .yielded(let preferred): "the coordinator prefers \(preferred)"
        }
    }
}
