package import KubeRegistry
import KubeTime

/// What a cluster is to be; one value serves many clusters.
package struct ClusterSettings: Sendable {
    /// How the cluster is set up.
    package let options: ClusterOptions

    /// What the options mean.
    package let configuration: ClusterConfiguration

    /// What the cluster serves.
    let catalog: ResourceCatalog

    /// The settings that `options` ask for, or throws everything that is wrong with them.
    package init(_ options: ClusterOptions) throws(FlagError) {
        self.options = options
        configuration = try ClusterConfiguration(options)
        catalog = ResourceCatalog(configuration.servedVersions)
    }
}
