import KubeAPI
import KubeHTTP1

/// Where a request goes.
extension ClusterHost {
    /// The cluster that a request asks; throws 404 where there is none, or no such client.
    func locate(_ request: HTTPRequest) throws(StatusError) -> ClusterID {
        let first = request.target.segments.first
        guard let cluster = request.clusterName.map({ clusterID(named: $0) }) ?? .default,
            first != RequestAddress.clusterSegment
        else {
            throw StatusError(
                code: 404, reason: "NotFound",
                message: "there is no cluster at \(request.basePath)\(request.target.path); "
                    + "POST /fake/clusters creates one, and GET lists them")
        }
        guard first != RequestAddress.clientSegment else {
            throw StatusError(
                code: 404, reason: "NotFound",
                message: "there is no client at \(request.basePath)\(request.target.path): its name "
                    + "is \(RequestAddress.clientNameRule), as in /as/a/api")
        }
        return cluster
    }
}
