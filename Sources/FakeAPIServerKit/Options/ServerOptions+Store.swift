import KubeCluster
import KubeStore
import KubeTime

extension ServerOptions {
    /// The store of the cluster at `/` that begins with nothing in it when the machine's clock shows `wall`.
    ///
    /// A server on a free port has no clients from before, unless it also has a socket file: so it begins as
    /// a new cluster does, with versions that people can read.
    func newStore(_ settings: ClusterSettings, at wall: Timestamp) -> ObjectStore {
        let isFoundAgain = port != 0 || unixSocketPath != nil
        guard isFoundAgain || cluster.firstResourceVersion != nil else {
            return ObjectStore(revision: FirstRevision.ofNewCluster - 1)
        }
        return settings.newStore(at: wall)
    }

    /// The flags that make a server do the same again as one that began with `seed` and `store`.
    ///
    /// Those are what it made up: flags that it was given are no news.
    func repeatingFlags(seed: UInt64, _ store: ObjectStore) -> String {
        let flags = "--seed=\(seed) \(cluster.clock.flags)"
        let first = store.revision + 1
        guard cluster.firstResourceVersion == nil, first != FirstRevision.ofNewCluster,
            dataDirectory == nil, sqlitePath == nil
        else { return flags }
        return "\(flags) --first-resource-version=\(first)"
    }
}
