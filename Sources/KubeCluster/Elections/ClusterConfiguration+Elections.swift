import KubeRegistry

extension ClusterConfiguration {
    /// What whoever starts the server should know: that there is a coordinator, and no version of
    /// LeaseCandidate by which anybody could ask to be elected; nil where that is not so.
    package var electionWarning: String? {
        guard featureGates.isEnabled(.coordinatedLeaderElection),
            !servedVersions.serves(.leaseCandidates),
            let version = servedVersions.newestVersion(of: .leaseCandidates)
        else { return nil }
        return
            "no version of LeaseCandidate is served, so that nobody can ask to be elected: start the "
            + "server with --runtime-config=\(version)=true"
    }
}
