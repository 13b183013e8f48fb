import Environment
import JSON
import KubeAPI
import ObjectStore

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

/// The object that a request is about.
package struct Target: Sendable {
    package let served: ServedResource

    /// The namespace in the path; empty for resources without.
    package let namespace: String

    /// The name in the path; empty for collections.
    package let name: String

    /// The part of the object in the path; empty for the whole.
    package let subresource: String

    /// Where the object lies in the store.
    let key: ObjectKey

    package init(
        _ served: ServedResource, namespace: String, name: String = "", subresource: String = ""
    ) {
        self.served = served
        self.namespace = namespace
        self.name = name
        self.subresource = subresource
        key = ObjectKey(resource: served.resource.name, namespace: namespace, name: name)
    }

    package var resource: Resource { served.resource }
    var rules: any ResourceRules { served.resource.rules }

    /// What messages say about the object.
    var reference: ObjectReference { served.reference(name) }

    /// What keeps the books of who owns which fields of objects at the target's version.
    var fieldManager: FieldManager {
        FieldManager(
            served.kind, apiVersions: resource.apiVersions,
            resetFields: rules.resetFields(of: subresource))
    }

    /// Who writes to the target.
    func writer(_ context: WriteContext) -> FieldManager.Writer {
        FieldManager.Writer(
            manager: context.manager, subresource: subresource, now: context.now)
    }

    /// Where an object called `name` lies in the store, whose name was not in the path.
    func key(_ name: String) -> ObjectKey {
        self.name.isEmpty
            ? ObjectKey(resource: resource.name, namespace: namespace, name: name) : key
    }
}

/// Who writes, when and how.
package struct WriteContext: Sendable {
    package var options: WriteOptions

    /// The name under which the writer owns fields.
    package var manager: String
    package var now: Timestamp

    package init(options: WriteOptions = WriteOptions(), manager: String, now: Timestamp) {
        self.options = options
        self.manager = manager
        self.now = now
    }
}

/// What a write leads to.
package struct WriteResult: Sendable {
    /// The object that the client is shown.
    package enum Shown: Sendable {
        /// The state in the store.
        case stored(StoredObject)
        /// A state that the store does not hold, in the form of the client's version.
        case transient(JSONObject)
    }

    package var shown: Shown

    /// Whether the object did not exist before.
    package var isCreated = false

    /// What the client is warned of.
    package var warnings: [String] = []
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
