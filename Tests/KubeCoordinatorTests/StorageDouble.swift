import KubeAPI
import KubeCoordinator
import KubeJSON
import KubeTime

/// Leases and candidates as documents in dictionaries, a list of what was done to them, and a
/// place to make calls fail.
struct StorageDouble: ElectionStorage {
    /// The calls in order, as verb and name: `PUT lease widget`.
    private(set) var calls: [String] = []
    /// What each call answers instead of being carried out.
    var failures: [String: StatusError] = [:]
    private(set) var leases: [NamespacedName: Document] = [:]
    private(set) var candidates: [NamespacedName: Document] = [:]
    /// Every lease as it was after each change; nil when it was deleted.
    private(set) var leaseHistory: [NamespacedName: [JSONObject?]] = [:]
    private var revision = 0
    private var news: [Coordinator.Change] = []

    struct Document {
        var object: JSONObject
        var resourceVersion: String

        var spec: JSONObject { object["spec"]?.object ?? JSONObject() }
    }

    /// What happened since this was called last.
    mutating func takeNews() -> [Coordinator.Change] {
        defer { news = [] }
        return news
    }

    /// What a coordinator that begins has to be told.
    var everything: [Coordinator.Change] {
        leases.compactMap { Lease($1, $0).map { .lease($0) } }
            + candidates.compactMap { LeaseCandidate($1, $0).map { .candidate($0) } }
    }

    // MARK: - What tests and simulated clients do

    mutating func setLease(_ key: NamespacedName, _ spec: JSONObject, at now: Timestamp) {
        leases[key] = document(replacing: leases[key], spec, at: now)
        leaseHistory[key, default: []].append(spec)
        if let lease = leases[key].flatMap({ Lease($0, key) }) { news.append(.lease(lease)) }
    }

    mutating func deleteLease(_ key: NamespacedName) {
        guard leases.removeValue(forKey: key) != nil else { return }
        leaseHistory[key, default: []].append(nil)
        news.append(.leaseDeleted(key))
    }

    mutating func setCandidate(_ key: NamespacedName, _ spec: JSONObject, at now: Timestamp) {
        candidates[key] = document(replacing: candidates[key], spec, at: now)
        if let candidate = candidates[key].flatMap({ LeaseCandidate($0, key) }) {
            news.append(.candidate(candidate))
        }
    }

    mutating func editCandidate(_ key: NamespacedName, _ field: String, _ value: JSONValue?) {
        guard var spec = candidates[key]?.spec else { return }
        spec[field] = value
        setCandidate(key, spec, at: .init(seconds: 0))
    }

    mutating func annotateCandidate(_ key: NamespacedName, _ name: String, _ value: String) {
        guard var metadata = candidates[key]?.object["metadata"]?.object else { return }
        metadata["annotations"] = .object(JSONObject([(name, .string(value))]))
        candidates[key]?.object["metadata"] = .object(metadata)
        editCandidate(key, "", nil)
    }

    private mutating func document(
        replacing former: Document?, _ spec: JSONObject, at now: Timestamp
    ) -> Document {
        revision += 1
        let created = JSONValue.string(TimeFormat.seconds.format(now))
        return Document(
            object: [
                "metadata": former?.object["metadata"] ?? ["creationTimestamp": created],
                "spec": .object(spec),
            ],
            resourceVersion: String(revision))
    }

    // MARK: - ElectionStorage

    mutating func lease(_ key: NamespacedName) throws(StatusError) -> Lease {
        try note("GET lease", key)
        return try stored(key)
    }

    mutating func leaseCandidate(_ key: NamespacedName) throws(StatusError) -> LeaseCandidate {
        try note("GET candidate", key)
        guard let candidate = candidates[key].flatMap({ LeaseCandidate($0, key) }) else {
            throw .notFound(reference(key))
        }
        return candidate
    }

    mutating func createLease(
        _ key: NamespacedName, spec: LeaseSpec, at now: Timestamp
    ) throws(StatusError) -> Lease {
        try note("POST lease", key)
        guard leases[key] == nil else { throw .alreadyExists(reference(key)) }
        setLease(key, spec.object, at: Timestamp(seconds: 0))
        return try stored(key)
    }

    mutating func updateLease(
        _ key: NamespacedName, resourceVersion: String, _ changes: SpecChanges,
        at now: Timestamp
    ) throws(StatusError) -> String {
        try note("PUT lease", key)
        guard let document = leases[key] else { throw .notFound(reference(key)) }
        guard document.resourceVersion == resourceVersion else { throw .modified(reference(key)) }
        var spec = document.spec
        changes.apply(to: &spec)
        setLease(key, spec, at: Timestamp(seconds: 0))
        return try stored(key).resourceVersion
    }

    mutating func updateLeaseCandidate(
        _ key: NamespacedName, resourceVersion: String, _ changes: SpecChanges,
        at now: Timestamp
    ) throws(StatusError) {
        try note("PUT candidate", key)
        guard let document = candidates[key] else { throw .notFound(reference(key)) }
        guard document.resourceVersion == resourceVersion else { throw .modified(reference(key)) }
        var spec = document.spec
        changes.apply(to: &spec)
        setCandidate(key, spec, at: Timestamp(seconds: 0))
    }

    mutating func deleteLeaseCandidate(
        _ key: NamespacedName, at now: Timestamp
    ) throws(StatusError) {
        try note("DELETE candidate", key)
        guard candidates.removeValue(forKey: key) != nil else { throw .notFound(reference(key)) }
        news.append(.candidateDeleted(key))
    }

    private func stored(_ key: NamespacedName) throws(StatusError) -> Lease {
        guard let lease = leases[key].flatMap({ Lease($0, key) }) else {
            throw .notFound(reference(key))
        }
        return lease
    }

    private mutating func note(_ call: String, _ key: NamespacedName) throws(StatusError) {
        calls.append("\(call) \(key.name)")
        if let failure = failures["\(call) \(key.name)"] { throw failure }
    }

    private func reference(_ key: NamespacedName) -> ObjectReference {
        ObjectReference(
            group: "coordination.k8s.io", resource: "leases", kind: "Lease", name: key.name)
    }
}

extension Lease {
    fileprivate init?(_ document: StorageDouble.Document, _ key: NamespacedName) {
        self.init(
            document.object, namespace: key.namespace, name: key.name,
            resourceVersion: document.resourceVersion)
    }
}

extension LeaseCandidate {
    fileprivate init?(_ document: StorageDouble.Document, _ key: NamespacedName) {
        self.init(
            document.object, namespace: key.namespace, name: key.name,
            resourceVersion: document.resourceVersion)
    }
}
