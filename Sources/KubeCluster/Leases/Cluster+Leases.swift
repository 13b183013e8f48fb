package import KubeAPI
import KubeCoordinator
import KubeJSON
import KubeRegistry
package import KubeStore
package import KubeTime
import Logging

/// What a test does to leases.
extension Cluster {
    /// Changes the lease `key`, and returns its new state; throws `404 NotFound` when there is none.
    ///
    /// An ordinary write: watches see it, the coordinator acts on it, and it has its version.
    package mutating func changeLease(
        _ key: NamespacedName, _ change: LeaseChange, at wall: Timestamp
    ) throws(StatusError) -> StoredObject {
        let target = target(key)
        let stored = try registry.get(target)
        guard let lease = Lease(stored) else {
            throw .internalError("the lease \(key) cannot be read")
        }
        let now = clock.now(at: wall)
        let context = WriteContext(manager: "fake-apiserver", author: .server, now: now)
        _ = try registry.update(target, context) { object in
            change.apply(to: &object.spec, of: lease, at: now)
        }
        return try registry.get(target)
    }

    /// Refuses the renewals of the lease `key` by `holder` from now on, or accepts them again.
    ///
    /// Throws `404 NotFound` when there is no such lease, and `400 BadRequest` when no more can be
    /// frozen.
    package mutating func setFrozen(
        _ isFrozen: Bool, _ holder: String, of key: NamespacedName
    ) throws(StatusError) {
        let path = try registry.get(target(key)).key.path
        if isFrozen {
            try frozenHolders.freeze(holder, of: path)
        } else {
            frozenHolders.thaw(holder, of: path)
        }
        guard tells else { return }
        tell(
            isFrozen ? "Froze a holder" : "Thawed a holder",
            ["lease": "\(path)", "holder": "\(holder)"])
    }

    /// The identities whose renewals of the lease `key` are refused.
    func frozenHolders(of key: NamespacedName) -> [String] {
        frozenHolders.holders(of: key.description)
    }

    /// The holders whose renewals are refused: a gate of the registry while there are any.
    var frozenHolders: FrozenHolders {
        get { registry.gate(FrozenHolders.self) ?? FrozenHolders() }
        set { registry.setGate(newValue.isEmpty ? nil : newValue) }
    }

    private func target(_ key: NamespacedName) -> Target {
        Target(ServedResource(stored: .leases), namespace: key.namespace, name: key.name)
    }
}
