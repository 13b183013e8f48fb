/// What a cluster of a host says to a request.
package struct HostReply: Sendable {
    /// Who says it; the default cluster also speaks for the host.
    package let cluster: ClusterID
    /// What it says.
    package let reply: ClusterReply
}
