import KubeAPI
import KubeCoordinator
import KubeJSON
import KubeStore

/// `/fake/leases/{namespace}/{lease}/…`: does something to a lease in place of its holder.
extension Cluster {
    static let leaseRoutes = [
        leaseRoute(
            "expire",
            .init(.post, "lets the lease run out at once", .writes, answers: .json) {
                (cluster: inout Cluster, call) throws(StatusError) in
                try cluster.changedLease(call, .expire)
            }),
        leaseRoute(
            "release",
            .init(.post, "gives the lease back, as a holder that stops", .writes, answers: .json) {
                (cluster: inout Cluster, call) throws(StatusError) in
                try cluster.changedLease(call, .release)
            }),
        leaseRoute(
            "steal",
            .init(
                .post, "gives the lease to somebody, as if taken from its holder", .writes,
                .name("holderIdentity", "who gets the lease", example: "somebody"),
                answers: .json, like: .body(#"{"holderIdentity":"two"}"#)
            ) { (cluster: inout Cluster, call, holder) throws(StatusError) in
                try cluster.changedLease(call, .steal(by: holder))
            }),
        leaseRoute(
            "freeze",
            .init(
                .post, "refuses the renewals of a holder as lost races", .writes,
                .name("holderIdentity", "whose renewals", example: "somebody"), answers: .json,
                like: .body(#"{"holderIdentity":"one"}"#)
            ) { (cluster: inout Cluster, call, holder) throws(StatusError) in
                try cluster.freeze(true, holder, of: call.lease)
            }),
        leaseRoute(
            "thaw",
            .init(
                .post, "accepts the renewals of a frozen holder again", .writes,
                .name("holderIdentity", "whose renewals", example: "somebody"), answers: .json,
                like: .body(#"{"holderIdentity":"one"}"#)
            ) { (cluster: inout Cluster, call, holder) throws(StatusError) in
                try cluster.freeze(false, holder, of: call.lease)
            }),
    ]

    private static func leaseRoute(
        _ verb: String, _ action: ControlAction<Cluster>
    ) -> ControlRoute<Cluster> {
        ControlRoute("/fake/leases/{namespace}/{lease}/\(verb)", action)
    }

    private mutating func changedLease(
        _ call: ControlCall, _ change: LeaseChange
    ) throws(StatusError) -> ChangedLease {
        ChangedLease(stored: try changeLease(call.lease, change, at: call.wall))
    }

    private mutating func freeze(
        _ isFrozen: Bool, _ holder: String, of key: NamespacedName
    ) throws(StatusError) -> FrozenLease {
        try setFrozen(isFrozen, holder, of: key)
        return FrozenLease(key: key, holders: frozenHolders(of: key))
    }
}

/// A lease that a test has changed, as clients know it.
private struct ChangedLease: ControlDocument {
    let stored: StoredObject

    static var schema: ControlSchema {
        .object([
            "kind": .choice(["Lease"]), "apiVersion": .choice(["coordination.k8s.io/v1"]),
            "metadata": .anything, "spec": .anything,
        ])
    }

    var json: JSONValue {
        var document = JSONObject([
            ("kind", "Lease"), ("apiVersion", "coordination.k8s.io/v1"),
        ])
        for member in stored.object { document.append(member.key, member.value) }
        return .object(document)
    }
}

/// Whose renewals of a lease are refused.
private struct FrozenLease: ControlDocument {
    let key: NamespacedName
    let holders: [String]

    static var schema: ControlSchema { .object(["lease": .text, "frozen": .list(of: .text)]) }

    var json: JSONValue {
        [
            "lease": .string(key.description),
            "frozen": .array(holders.map { .string($0) }),
        ]
    }
}
