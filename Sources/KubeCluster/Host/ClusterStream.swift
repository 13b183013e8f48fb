package import KubeEndpoints

/// What a cluster tells a client for as long as it listens.
package enum ClusterStream: Sendable {
    /// The changes of objects.
    case watch(WatchStream)
    /// The objects of a long list.
    case list(ListStream)
    /// The requests whose answers become final.
    case requests(RequestStream)
}
