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

    /// Who is asked before each commit, until one refuses.
    var gates: [any WriteGate] = []

    /// Who is told after each commit.
    var observers: [any WriteObserver] = []

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

    /// Makes the namespaces that every cluster has, but those called `names`.
    mutating func provisionNamespaces(at now: Timestamp, but names: Set<String> = []) {
        for name in ["kube-system", "kube-public", "kube-node-lease", "default"]
        where !names.contains(name) {
            provisionNamespace(name, at: now)
        }
    }

    /// Forgets all objects but the namespaces that every cluster has, and all history.
    ///
    /// Revisions go on, past those that any reader can have seen. What is plugged in stays.
    package mutating func reset(at now: Timestamp) {
        replaceObjects(with: [], at: store.revision + 1, now: now)
    }
}

// MARK: - Refusing

extension Registry {
    /// The object breaks rules, in the words of the release.
    func invalid(_ object: ObjectReference, _ errors: [FieldError]) -> StatusError {
        let isOld = catalog.versions.release < Release(1, 32)
        return .invalid(object, isOld ? errors.map(\.inOldWords) : errors)
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

    /// The stored state of an object that is about to be written, with its tree at hand; nil when
    /// there is none.
    package mutating func prepareTree(at target: Target) -> StoredObject? {
        guard let stored = store[target.key] else { return nil }
        store.prepareTree(of: stored)
        return stored
    }
}
