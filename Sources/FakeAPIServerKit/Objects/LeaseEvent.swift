/// Something that happened to a lease.
public struct LeaseEvent: Hashable, Sendable {
    /// What happened.
    public let kind: Kind

    /// The lease afterwards; of one that was deleted, its last state.
    public let lease: LeaseObject

    /// What can happen to a lease.
    ///
    /// That a lease runs out is no change of it, and so no event: wait for
    /// `.lease("web", isExpired: true)` instead.
    public enum Kind: Hashable, Sendable {
        /// Somebody took it whom nobody had to make room for.
        case taken(by: String)
        /// Its holder renewed it.
        case renewed(by: String)
        /// Somebody took it after it had run out by its own times.
        case takenOver(by: String, from: String)
        /// Somebody took it although it had not run out by its own times.
        case stolen(by: String, from: String)
        /// It was given back.
        case released(by: String)
        /// It was created or changed otherwise.
        case changed
        /// It was deleted.
        case deleted
    }
}

extension LeaseEvent {
    /// What `change` means after the lease was `former`; nil for one that did not exist.
    init(_ change: ObjectEvent<LeaseObject>, after former: LeaseObject?) {
        lease = change.object
        kind =
            if case .deleted = change {
                .deleted
            } else {
                Kind(from: former, to: change.object)
            }
    }
}

extension LeaseEvent.Kind {
    fileprivate init(from former: LeaseObject?, to lease: LeaseObject) {
        switch (former?.holder, lease.holder) {
        case (nil, let holder?): self = .taken(by: holder)
        case (let holder?, nil): self = .released(by: holder)
        case (let holder?, let next?) where holder == next:
            self = former?.renewTime == lease.renewTime ? .changed : .renewed(by: holder)
        case (let holder?, let next?):
            let time = lease.acquireTime ?? lease.renewTime
            let hasRunOut = former?.expiry.flatMap { expiry in time.map { $0 > expiry } } ?? false
            self = hasRunOut ? .takenOver(by: next, from: holder) : .stolen(by: next, from: holder)
        case (nil, nil): self = .changed
        }
    }
}

extension LeaseEvent: CustomStringConvertible {
    /// Such as `default/web was taken over by b from a`.
    public var description: String {
        let metadata = lease.metadata
        return "\(metadata.namespace)/\(metadata.name) was \(kind)"
    }
}

extension LeaseEvent.Kind: CustomStringConvertible {
    /// Such as `taken over by b from a`.
    public var description: String {
        switch self {
        case .taken(let holder): "taken by \(holder)"
        case .renewed(let holder): "renewed by \(holder)"
        case .takenOver(let next, let holder): "taken over by \(next) from \(holder)"
        case .stolen(let next, let holder): "stolen by \(next) from \(holder)"
        case .released(let holder): "released by \(holder)"
        case .changed: "changed"
        case .deleted: "deleted"
        }
    }
}
