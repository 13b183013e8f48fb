import KubeAPI
import KubeCoordinator
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime

/// What the coordinator does to leases, told as Kubernetes Events.
extension Registry {
    /// Adds an event for each lease that the coordinator has written after `cursor`.
    mutating func reportElections(after cursor: StoreCursor, at now: Timestamp) {
        guard case .changes(let events) = store.peek(cursor) else { return }
        for report in events.compactMap(ElectionReport.init) {
            // Like every event recorder: what cannot be told must not keep anything from going on.
            _ = try? create(
                report.event(at: now),
                at: Target(ServedResource(stored: .events), namespace: report.lease.namespace),
                WriteContext(manager: "kube-apiserver", author: .server, now: now))
        }
    }
}

/// What an event says about a lease.
private struct ElectionReport {
    let lease: Lease
    let reason: String
    let message: String

    /// The report on a change that the coordinator made; nil when it is not worth one.
    init?(_ event: StoreEvent) {
        guard event.object.key.resource == Resource.leases.name, event.change != .deleted,
            NamespacedName(event.object.key) != Coordinator.ownLease,
            let lease = Lease(event.object)
        else { return nil }
        let old = event.previous.flatMap { Lease($0) }
        self.lease = lease
        if let holder = lease.holder, !holder.isSame(as: old?.holder) {
            reason = "LeaderElected"
            message = "\(holder) was elected by \(lease.strategy ?? "")"
        } else if let preferred = lease.preferredHolder, !preferred.isSame(as: old?.preferredHolder)
        {
            reason = "LeaderPreferred"
            message = "\(lease.holder ?? "") is asked to make room for \(preferred)"
        } else {
            return nil
        }
    }

    /// The event as core/v1 has it; the version of the lease makes its name unique.
    func event(at now: Timestamp) -> JSONObject {
        let version = UInt64(lease.resourceVersion) ?? 0
        let time = JSONValue.string(TimeFormat.seconds.format(now))
        let name = "\(lease.name).\(String(version, radix: 16))"
        let involved: JSONValue = [
            "kind": "Lease", "namespace": .string(lease.namespace), "name": .string(lease.name),
            "uid": .string(lease.uid), "apiVersion": "coordination.k8s.io/v1",
            "resourceVersion": .string(lease.resourceVersion),
        ]
        let members: [(String, JSONValue)] = [
            ("metadata", ["name": .string(name)]), ("involvedObject", involved),
            ("reason", .string(reason)), ("message", .string(message)),
            ("source", ["component": "leader-election-controller"]),
            ("firstTimestamp", time), ("lastTimestamp", time), ("count", 1), ("type", "Normal"),
        ]
        return Kind.eventV1.schema.canonical(JSONObject(members))
    }
}

extension String {
    fileprivate func isSame(as other: String?) -> Bool {
        other.map { hasSameBytes(as: $0) } ?? false
    }
}
