package import KubeRegistry

/// What a cluster offers: the meaning of its options.
package struct ClusterConfiguration: Sendable {
    /// The release the server speaks as.
    package let release: Release
    /// The features that are on.
    package let featureGates: FeatureGates
    /// The API versions and resources that are served.
    package let servedVersions: ServedVersions
    /// Whether a request that names a missing namespace creates it.
    package let provisionsNamespaces: Bool

    /// Understands `options`, or throws everything that is wrong with them.
    package init(_ options: ClusterOptions) throws(FlagError) {
        var complaints: [String] = []
        var emulated: Release?
        var featureGates: FeatureGates?
        var servedVersions: ServedVersions?
        // What the gates and the APIs may be is known only for a release that is known.
        do throws(FlagError) {
            emulated = try Release.parse(emulatedVersion: options.emulatedVersion ?? "")
            featureGates = try FeatureGates(
                flagValues: options.allFeatureGates, at: emulated ?? .newest)
        } catch {
            complaints += error.messages
        }
        complaints += AdmissionPlugins.complaints(about: options.enableAdmissionPlugins)
        do throws(FlagError) {
            servedVersions = try RuntimeConfig(
                flagValues: options.allRuntimeConfig(at: emulated ?? .newest)
            ).servedVersions(
                emulating: emulated,
                forwardCompatible: options.runtimeConfigEmulationForwardCompatible)
        } catch {
            complaints += error.messages
        }
        complaints +=
            options.clock.complaints + options.journalComplaints
            + options.coordinatedLeadershipComplaints
            + FirstRevision.complaints(about: options.firstResourceVersion)
        if let error = FlagError(complaints) { throw error }
        guard let featureGates, let servedVersions else {
            preconditionFailure("what could not be understood is complained about")
        }
        release = emulated ?? .newest
        self.featureGates = featureGates
        self.servedVersions = servedVersions
        provisionsNamespaces = options.enableAdmissionPlugins.contains(
            AdmissionPlugins.namespaceAutoProvision)
    }
}

extension ClusterOptions {
    /// The gates that are switched, the last one of a name counting.
    fileprivate var allFeatureGates: [String] {
        let preset: FeatureGateSettings = [.coordinatedLeaderElection: true]
        return (coordinated ? preset.flagValues : []) + featureGates.flagValues
    }

    /// The versions that are switched, the last setting of one counting.
    fileprivate func allRuntimeConfig(at release: Release) -> [String] {
        let preset = RuntimeConfigSetting.leaseCandidates(.init(newestIn: release))
        return ((coordinated ? [preset] : []) + runtimeConfig).map(\.flagValue)
    }
}
