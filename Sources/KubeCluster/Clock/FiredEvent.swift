import KubeAPI
import KubeCoordinator
import KubeEndpoints
import KubeJSON
import KubeRegistry
import KubeStore
public import KubeTime

/// Something that happened while a clock was advanced, because its time had come.
public struct FiredEvent: Hashable, Sendable {
    /// When it happened, by the cluster's clock.
    public let time: Timestamp

    /// What happened, for programs: `lease.updated`, `leasecandidate.deleted`, `watch.ended`.
    public let kind: String

    /// What happened, for people: a sentence.
    public let message: String
}

extension FiredEvent {
    /// Something that happened to a watch or to a waiting request.
    init(_ timer: FiredTimer) {
        let sentence =
            switch timer.event {
            case .bookmark: "A watch was told how far it had come"
            case .watchEnd: "A watch reached its time-out and ended"
            case .revisionMissed: "A request gave up waiting for a resource version"
            }
        self.init(
            time: timer.time, kind: timer.event.rawValue, message: "\(sentence): \(timer.path)")
    }

    /// Something that the server itself has written.
    init(_ event: StoreEvent) {
        self.init(time: event.time, kind: Self.kind(of: event), message: Self.message(for: event))
    }

    /// The kind of something that the server itself has written.
    static func kind(of event: StoreEvent) -> String {
        guard !event.isOwnLease else { return "coordinator.lease" }
        let resource = Resource.all.first { $0.name == event.object.key.resource }
        return "\(resource?.singularName ?? event.object.key.resource).\(event.change.verb)"
    }

    private static func message(for event: StoreEvent) -> String {
        let key = event.object.key
        if event.isOwnLease {
            return "The coordinator \(event.change.verb) its own lease \(key.path)."
        }
        // The coordinator writes specs, and deletes no lease.
        guard key.resource == Resource.leases.name, event.change != .deleted,
            let lease = Lease(event.object),
            event.object.object.spec != event.previous?.object.spec
        else {
            return "The server \(event.change.verb) \(key.resource)/\(key.path)."
        }
        let holder = lease.holderIdentity ?? ""
        return "The coordinator \(event.change.verb) the lease \(key.path), "
            + (holder.isEmpty ? "which nobody holds." : "which \(holder) holds.")
    }
}

extension StoreEvent {
    /// Whether this is about the lease by which coordinators agree on who works.
    fileprivate var isOwnLease: Bool {
        object.key.resource == Resource.leases.name
            && object.key.namespace == Coordinator.ownLease.namespace
            && object.key.name == Coordinator.ownLease.name
    }
}

extension StoreEvent.Change {
    /// What was done, in the past tense.
    fileprivate var verb: String {
        switch self {
        case .added: "created"
        case .modified: "updated"
        case .deleted: "deleted"
        }
    }
}
