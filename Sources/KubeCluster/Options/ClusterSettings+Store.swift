package import KubeStore
package import KubeTime

extension ClusterSettings {
    /// The store of a cluster that begins with nothing in it when the machine's clock shows `wall`.
    ///
    /// Its first revision is the one that the options name. Otherwise it follows from the time, so that
    /// clients of an earlier cluster at the same place notice; under a manual clock it is that of a new
    /// cluster, so that all is the same every time.
    package func newStore(at wall: Timestamp) -> ObjectStore {
        let first =
            switch (options.firstResourceVersion, options.clock) {
            case (let first?, _): first
            case (nil, .manual): FirstRevision.ofNewCluster
            case (nil, .real): FirstRevision.following(wall)
            }
        return ObjectStore(revision: first - 1)
    }
}
