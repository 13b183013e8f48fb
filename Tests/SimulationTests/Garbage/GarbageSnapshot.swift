import KubeJSON

/// The objects that there are at an instant, and how they stand to each other.
struct GarbageSnapshot {
    /// An object as a client sees it.
    struct Object: Hashable {
        let kind: String
        let namespace: String
        let name: String
        let document: JSONValue

        var uid: String { document[path: "metadata", "uid"]?.string ?? "" }
        var finalizers: [String] { texts("metadata", "finalizers") }
        var isTerminating: Bool { document[path: "metadata", "deletionTimestamp"] != nil }
        var owners: [JSONValue] { document[path: "metadata", "ownerReferences"]?.array ?? [] }

        /// What keeps the object that no collector removes.
        var foreignFinalizers: [String] {
            finalizers.filter { !["orphan", "foregroundDeletion"].contains($0) }
        }

        private func texts(_ path: String...) -> [String] {
            (document[path: path[0], path[1]]?.array ?? []).compactMap(\.string)
        }
    }

    let objects: [Object]
    private let byUID: [String: Object]

    init(_ objects: [Object]) {
        self.objects = objects
        byUID = Dictionary(objects.map { ($0.uid, $0) }) { first, _ in first }
    }

    /// The object with this uid.
    subscript(uid: String) -> Object? { byUID[uid] }

    /// How an owner stands to one that names it.
    enum Standing {
        case solid
        case orphaning
        case foreground
        case gone
        /// Nobody can tell: nothing of its kind is served.
        case unknown
    }

    /// How the owner that `object` calls `reference` stands.
    func standing(of reference: JSONValue, to object: Object) -> Standing {
        let kind = reference["kind"]?.string ?? ""
        guard ["Lease", "Namespace"].contains(kind) else { return .unknown }
        guard let owner = self[reference["uid"]?.string ?? ""], owner.kind == kind,
            owner.name == reference["name"]?.string,
            kind == "Namespace" || owner.namespace == object.namespace
        else { return .gone }
        guard owner.isTerminating else { return .solid }
        if owner.finalizers.contains("orphan") { return .orphaning }
        return owner.finalizers.contains("foregroundDeletion") ? .foreground : .solid
    }

    /// Whether the namespace called `name` is there to stay.
    func hasActiveNamespace(_ name: String) -> Bool {
        objects.contains { $0.kind == "Namespace" && $0.name == name && !$0.isTerminating }
    }

    /// All bytes of all objects.
    var text: String { objects.map { JSONWriter.text($0.document) }.joined(separator: "\n") }
}
