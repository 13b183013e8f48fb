package import KubeAPI
import KubeJSON
package import KubeStore
package import KubeTime

/// What clients can do to objects: the verbs, with the rules of every resource around the store.
///
/// Each verb has a file of its own (`Registry+Create.swift`, …). A registry is a value; it takes
/// the time from its caller and random numbers from its own source.
package struct Registry: Sendable {
    /// What clients have stored; written from outside only to keep it, or to put another in place.
    package var store: ObjectStore
    package let catalog: ResourceCatalog
    package let features: FeatureGates

    /// Whether a namespace is made when something is created in it (NamespaceAutoProvision).
    let provisionsNamespaces: Bool

    package var random: Random

    /// The holders of leases whose renewals are refused; none but when a test asks for it.
    package var frozenHolders = FrozenHolders()

    /// The changes of a lease's holder that did not check the lease's version.
    package var blindTakeovers = BlindTakeovers()

    /// A registry over `store`, to which the namespaces are added that every cluster has and the
    /// store has not.
    package init(
        catalog: ResourceCatalog, features: FeatureGates, provisionsNamespaces: Bool = false,
        store: ObjectStore = ObjectStore(), random: Random, at now: Timestamp
    ) {
        self.catalog = catalog
        self.features = features
        self.provisionsNamespaces = provisionsNamespaces
        self.store = store
        self.random = random
        provisionNamespaces(at: now)
    }

    private mutating func provisionNamespaces(at now: Timestamp) {
        for name in ["kube-system", "kube-public", "kube-node-lease", "default"] {
            provisionNamespace(name, at: now)
        }
    }

    /// Forgets all objects but the namespaces that every cluster has, and all history.
    ///
    /// Revisions go on, past those that any reader can have seen.
    package mutating func reset(at now: Timestamp) {
        store = ObjectStore(revision: store.revision + 1)
        frozenHolders = FrozenHolders()
        blindTakeovers = BlindTakeovers()
        provisionNamespaces(at: now)
    }
}

// MARK: - Reading

extension Registry {
    /// The stored state of an object.
    package func get(_ target: Target) throws(StatusError) -> StoredObject {
        guard let stored = store[target.key] else {
            throw .notFound(target.reference)
        }
        return stored
    }
}

// MARK: - Committing

extension Registry {
    /// Bytes of JSON that an object may have in the store, with its managed fields.
    private static let objectBytesMax = 3 << 20

    /// Stores `object`, which is in the form of the target's version.
    mutating func commit(
        _ object: JSONObject, old: JSONObject?, to target: Target, named name: String,
        at now: Timestamp
    ) throws(StatusError) -> StoredObject {
        store.put(try draft(of: object, old: old, to: target, named: name), time: now)
    }

    /// Checks that `object` could be stored, for a dry run.
    func checkSize(
        of object: JSONObject, old: JSONObject?, at target: Target, named name: String
    ) throws(StatusError) {
        _ = try draft(of: object, old: old, to: target, named: name)
    }

    /// What storing `object` would commit; throws what etcd says when that is too large.
    private func draft(
        of object: JSONObject, old: JSONObject?, to target: Target, named name: String
    ) throws(StatusError) -> StoredObject.Draft {
        let stored = target.served.stored(object, old: old)
        let draft = store.draft(
            of: stored, at: target.key(name), fields: target.rules.selectableFields(of: stored))
        guard draft.object.body.count <= Self.objectBytesMax else {
            throw .plain("etcdserver: request is too large")
        }
        return draft
    }
}
