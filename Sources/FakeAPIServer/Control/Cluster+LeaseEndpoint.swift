import Coordinator
import Environment
import HTTP1
import JSON
import KubeAPI
import ObjectStore

/// `/fake/leases/{namespace}/{lease}/{verb}`: does something to a lease in place of its holder.
extension Cluster {
    mutating func lease(
        _ request: inout ControlRequest, at wall: Timestamp
    ) throws(StatusError) -> HTTPResponse {
        guard request.path.count == 4 else { throw request.unknownPath }
        let key = NamespacedName(namespace: request.path[1], name: request.path[2])
        let verb = request.path[3]
        guard ["expire", "release", "steal", "freeze", "thaw"].contains(verb) else {
            throw request.unknownPath
        }
        try request.check("POST")
        guard ["expire", "release"].contains(verb) else {
            let holder = try request.holder()
            guard verb == "steal" else {
                try setFrozen(verb == "freeze", holder, of: key)
                return HTTPResponse(control: [
                    "lease": .string(key.description),
                    "frozen": .array(frozenHolders(of: key).map { .string($0) }),
                ])
            }
            return HTTPResponse(lease: try change(key, .steal(by: holder), at: wall))
        }
        try request.end()
        let change: LeaseChange = verb == "expire" ? .expire : .release
        return HTTPResponse(lease: try self.change(key, change, at: wall))
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
