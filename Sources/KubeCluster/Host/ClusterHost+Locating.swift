import KubeAPI
import KubeHTTP1
import KubeTime

/// Where a request goes.
extension ClusterHost {
    /// The cluster that a request asks; nil where there is none, or no such client.
    ///
    /// Mutating, so that the host is not copied to ask.
    mutating func cluster(of request: HTTPRequest) -> ClusterID? {
        // What could be taken from the path as the name of a cluster or of a client is not there any more.
        switch request.destination.target.segments.first {
        case "clusters", "as": return nil
        default: break
        }
        guard let name = request.destination.clusterName else { return .default }
        return clusterID(named: name)
    }

    /// What is said to a request that asks no cluster.
    func noReply(to request: HTTPRequest, at wall: Timestamp) -> HostReply {
        refuse(with: noCluster(for: request), at: wall)
    }

    /// What is said to a request that comes to no cluster.
    func refuse(with error: StatusError, at wall: Timestamp) -> HostReply {
        let refusal = HTTPResponse(control: error)
        return HostReply(
            cluster: .default,
            reply: ClusterReply.complete(refusal, isUndoable: false).dated(main.date(at: wall)))
    }

    private func noCluster(for request: HTTPRequest) -> StatusError {
        let path = request.basePath + request.target.path
        let isNameless =
            request.clusterName == nil && request.target.segments.first == "clusters"
        guard isNameless || request.clusterName.map({ clusterID(named: $0) == nil }) ?? false else {
            return StatusError(
                code: 404, reason: "NotFound",
                message: "there is no client at \(path): its name is "
                    + "\(RequestDestination.clientNameRule), as in /as/a/api")
        }
        return StatusError(
            code: 404, reason: "NotFound",
            message:
                "there is no cluster at \(path); POST /fake/clusters creates one, and GET lists them"
        )
    }
}
