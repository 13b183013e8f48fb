import KubeEndpoints

extension ClusterHost {
    /// Prepares a cluster for somebody who asks for its metrics; the default one tells of the others.
    mutating func prepareMetrics(of id: ClusterID) {
        let count = id == .default ? clusterNames.count + 1 : nil
        let inFlight = inFlight[id] ?? InFlightRequests()
        _ = withCluster(id) { $0.prepareMetrics(inFlight, clusterCount: count) }
    }
}
