import Coordinator
import Endpoints
import HTTP1
import JSON
import KubeAPI
import ObjectStore
import Registry

/// `/fake/terms`: tells who held each lease from when to when, and what was wrong with that.
extension Cluster {
    mutating func terms(_ request: ControlRequest) throws(StatusError) -> HTTPResponse {
        try request.check("GET")
        try request.end()
        try request.checkParameters("namespace", "lease")
        let namespace = request.parameter("namespace")
        let name = request.parameter("lease")
        terms.follow(api.registry.store, blindTakeovers: api.registry.blindTakeovers)
        let wanted = terms.terms.filter { term in
            (namespace.map { term.lease.namespace.hasSameBytes(as: $0) } ?? true)
                && (name.map { term.lease.name.hasSameBytes(as: $0) } ?? true)
        }
        return HTTPResponse(control: [
            "terms": .array(wanted.map(\.json)),
            "omitted": .integer(Int64(terms.omittedCount)),
        ])
    }
}
