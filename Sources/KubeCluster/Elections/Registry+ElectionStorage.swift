package import KubeAPI
package import KubeCoordinator
import KubeJSON
package import KubeRegistry
import KubeStore
package import KubeTime

/// The coordinator works on the objects as they are stored, not on a version of them: what one
/// version's rules demand must not keep it from pinging a candidate that another version made.
extension Registry: ElectionStorage {
    package func lease(_ key: NamespacedName) throws(StatusError) -> Lease {
        let stored = try get(target(.leases, key))
        guard let lease = Lease(stored) else {
            throw .internalError("the lease \(key) cannot be read")
        }
        return lease
    }

    package func leaseCandidate(
        _ key: NamespacedName
    ) throws(StatusError) -> LeaseCandidate {
        let stored = try get(target(.leaseCandidates, key))
        guard let candidate = LeaseCandidate(stored) else {
            throw .internalError("the candidate \(key) cannot be read")
        }
        return candidate
    }

    package mutating func createLease(
        _ key: NamespacedName, spec: LeaseSpec, at now: Timestamp
    ) throws(StatusError) -> Lease {
        let object = JSONObject([
            ("metadata", .object(JSONObject([("name", .string(key.name))]))),
            ("spec", .object(spec.object)),
        ])
        let target = Target(ServedResource(stored: .leases), namespace: key.namespace)
        _ = try create(object, at: target, context(at: now))
        return try lease(key)
    }

    package mutating func updateLease(
        _ key: NamespacedName, resourceVersion: String, _ changes: SpecChanges,
        at now: Timestamp
    ) throws(StatusError) -> String {
        let target = target(.leases, key)
        try write(changes, to: target, resourceVersion, at: now)
        return String(try get(target).revision)
    }

    package mutating func updateLeaseCandidate(
        _ key: NamespacedName, resourceVersion: String, _ changes: SpecChanges,
        at now: Timestamp
    ) throws(StatusError) {
        try write(changes, to: target(.leaseCandidates, key), resourceVersion, at: now)
    }

    package mutating func deleteLeaseCandidate(
        _ key: NamespacedName, at now: Timestamp
    ) throws(StatusError) {
        _ = try delete(target(.leaseCandidates, key), DeleteOptions(), context(at: now))
    }

    private mutating func write(
        _ changes: SpecChanges, to target: Target, _ resourceVersion: String, at now: Timestamp
    ) throws(StatusError) {
        _ = try update(target, context(at: now)) { object in
            object.metadata["resourceVersion"] = .string(resourceVersion)
            changes.apply(to: &object.spec)
        }
    }

    private func target(_ resource: Resource, _ key: NamespacedName) -> Target {
        Target(ServedResource(stored: resource), namespace: key.namespace, name: key.name)
    }

    private func context(at now: Timestamp) -> WriteContext {
        WriteContext(manager: "kube-apiserver", author: .server, now: now)
    }
}
