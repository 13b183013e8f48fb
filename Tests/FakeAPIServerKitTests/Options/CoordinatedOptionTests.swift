import KubeCluster
import KubeRegistry
import Testing

@testable import FakeAPIServerKit

@Suite struct `A server that is told to be coordinated` {
    private func configuration(_ options: ServerOptions) throws -> ClusterConfiguration {
        try options.settings().configuration
    }

    @Test(arguments: [("1.31", "v1alpha1"), ("1.32", "v1alpha2"), ("1.33", "v1beta1")])
    func `has the gate, and the newest candidates of its release`(
        release: String, version: String
    ) throws {
        let configuration = try configuration(
            ServerOptions(emulatedVersion: release, coordinated: true))
        #expect(configuration.featureGates.isEnabled(.coordinatedLeaderElection))
        #expect(configuration.electionWarning == nil)
        #expect(
            configuration.servedVersions.newestVersion(of: .leaseCandidates)
                == "coordination.k8s.io/\(version)")
    }

    @Test func `does what gates and versions say in so many words`() throws {
        let ungated = try configuration(
            ServerOptions(coordinated: true, featureGates: [.coordinatedLeaderElection: false]))
        #expect(!ungated.featureGates.isEnabled(.coordinatedLeaderElection))
        let unserved = try configuration(
            ServerOptions(
                coordinated: true, runtimeConfig: [.leaseCandidates(.v1beta1, false)]))
        #expect(unserved.electionWarning != nil)
    }

    @Test func `is told of versions in words or as the flag spells them`() {
        #expect(
            RuntimeConfigSetting.leaseCandidates(.v1alpha2) == "coordination.k8s.io/v1alpha2=true")
        #expect(
            "\(RuntimeConfigSetting.leaseCandidates(.v1beta1, false))"
                == "coordination.k8s.io/v1beta1=false")
    }
}
