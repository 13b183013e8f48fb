package import KubeCluster
import KubeRegistry

extension ClusterOptions {
    /// Options of a cluster whose coordinator decides who leads, and which serves candidates.
    package static let electing = ClusterOptions(
        featureGates: [.coordinatedLeaderElection: true],
        runtimeConfig: ["coordination.k8s.io/v1beta1=true"])
}
