/// A group of kube-apiserver, with those of its kinds that are empty here.
///
/// The rows are in the order of their names. They were made once for all releases that can be
/// emulated, from what those say in discovery.
struct BuiltInGroup: Sendable {
    /// The name; empty for the core group.
    let name: String
    let emptyKinds: [EmptyKind]

    init(_ name: String, _ emptyKinds: [EmptyKind]) {
        self.name = name
        self.emptyKinds = emptyKinds
    }

    /// The groups in the order of discovery, which is that of their priority
    /// (`cmd/kube-apiserver/app/aggregator.go`).
    static let all: [BuiltInGroup] = [
        core, apiRegistration, apps, events, authentication, authorization, autoscaling, batch,
        certificates, networking, policy, rbac, storage, admissionRegistration, apiExtensions,
        scheduling, coordination, node, discovery, flowControl, internalAPIServer, dynamicResources,
        storageMigration,
    ]
}

// MARK: - Groups without empty kinds

extension BuiltInGroup {
    private static let events = BuiltInGroup("events.k8s.io", [])
    private static let coordination = BuiltInGroup("coordination.k8s.io", [])
}

extension Resource {
    /// Every resource of kube-apiserver of which there is never an object: clients find it, and nothing in it.
    ///
    /// They are made when somebody first asks for one, since most servers are never asked.
    package static let empty: [Resource] = BuiltInGroup.all.flatMap { group in
        group.emptyKinds.map { $0.resource(inGroup: group.name) }
    }
}
