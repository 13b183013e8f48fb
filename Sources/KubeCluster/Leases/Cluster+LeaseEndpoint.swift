import KubeAPI
import KubeCoordinator
import KubeHTTP1
import KubeJSON
import KubeStore
import KubeTime

/// `/fake/leases/{namespace}/{lease}/{verb}`: does something to a lease in place of its holder.
extension Cluster {
    mutating func lease(
        _ request: inout ControlRequest, at wall: Timestamp
    ) throws(StatusError) -> HTTPResponse {
        guard request.path.count == 4 else { throw request.unknownPath }
        let key = NamespacedName(namespace: request.path[1], name: request.path[2])
        switch request.path[3] {
        case "expire": return try answer(.expire, to: key, &request, at: wall)
        case "release": return try answer(.release, to: key, &request, at: wall)
        case "steal":
            try request.check("POST")
            return try answer(.steal(by: request.holder()), to: key, &request, at: wall)
        case "freeze": return try freeze(true, key, &request)
        case "thaw": return try freeze(false, key, &request)
        default: throw request.unknownPath
        }
    }

    private mutating func answer(
        _ change: LeaseChange, to key: NamespacedName, _ request: inout ControlRequest,
        at wall: Timestamp
    ) throws(StatusError) -> HTTPResponse {
        try request.check("POST")
        try request.end()
        return HTTPResponse(lease: try self.change(key, change, at: wall))
    }

    private mutating func freeze(
        _ isFrozen: Bool, _ key: NamespacedName, _ request: inout ControlRequest
    ) throws(StatusError) -> HTTPResponse {
        try request.check("POST")
        let holder = try request.holder()
        try setFrozen(isFrozen, holder, of: key)
        return HTTPResponse(control: [
            "lease": .string(key.description),
            "frozen": .array(frozenHolders(of: key).map { .string($0) }),
        ])
    }
}

extension ControlRequest {
    /// Takes the identity that the body names, which must be all that it says.
    fileprivate mutating func holder() throws(StatusError) -> String {
        let holder = try text("holderIdentity") ?? ""
        try end()
        guard !holder.isEmpty else {
            throw .badRequest(#"say whom: {"holderIdentity":"somebody"}"#)
        }
        return holder
    }
}

extension HTTPResponse {
    /// The answer with a lease, as clients know it.
    fileprivate init(lease stored: StoredObject) {
        var document = JSONObject([
            ("kind", "Lease"), ("apiVersion", "coordination.k8s.io/v1"),
        ])
        for member in stored.object { document.append(member.key, member.value) }
        self.init(control: .object(document))
    }
}
