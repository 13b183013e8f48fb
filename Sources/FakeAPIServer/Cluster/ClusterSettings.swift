import Environment
import Registry

/// What a cluster is to be; one value serves many clusters.
package struct ClusterSettings: Sendable {
    /// How the cluster is set up.
    package let options: ServerOptions

    /// What the options mean.
    package let configuration: ServerConfiguration

    /// What the cluster serves.
    let catalog: ResourceCatalog

    /// The settings that `options` ask for, or throws everything that is wrong with them.
    package init(_ options: ServerOptions) throws(ServerOptionsError) {
        self.options = options
        configuration = try ServerConfiguration(options)
        catalog = ResourceCatalog(configuration.servedVersions)
    }
}
