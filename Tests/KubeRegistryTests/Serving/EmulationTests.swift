import Testing

@testable import KubeRegistry

// coordination.md 1.4 to 1.7
@Suite struct `An emulated release` {
    struct Offer: Sendable, CustomTestStringConvertible {
        let minor: UInt64
        let candidateVersions: [String]
        let deprecated: [String]
        let isGateAlpha: Bool

        var testDescription: String { "1.\(minor)" }
    }

    static let offers = [
        Offer(minor: 31, candidateVersions: ["v1alpha1"], deprecated: [], isGateAlpha: true),
        Offer(minor: 32, candidateVersions: ["v1alpha2"], deprecated: [], isGateAlpha: true),
        Offer(
            minor: 33, candidateVersions: ["v1beta1", "v1alpha2"], deprecated: [],
            isGateAlpha: false),
        Offer(
            minor: 34, candidateVersions: ["v1beta1", "v1alpha2"], deprecated: [],
            isGateAlpha: false),
        Offer(
            minor: 35, candidateVersions: ["v1beta1", "v1alpha2"], deprecated: ["v1alpha2"],
            isGateAlpha: false),
        Offer(
            minor: 36, candidateVersions: ["v1beta1", "v1alpha2"],
            deprecated: ["v1beta1", "v1alpha2"], isGateAlpha: false),
    ]

    private static let group = "coordination.k8s.io"

    @Test(arguments: offers)
    func `offers its versions of candidates, the newest first`(offer: Offer) throws {
        let everything = try served(offer, "api/all=true")
        let byDefault = try served(offer)

        #expect(everything.versions(ofGroup: Self.group) == ["v1"] + offer.candidateVersions)
        #expect(byDefault.versions(ofGroup: Self.group) == ["v1"])
    }

    @Test(arguments: offers)
    func `warns of the versions that it calls deprecated`(offer: Offer) throws {
        let served = try served(offer, "api/all=true")

        let deprecated = offer.candidateVersions.filter { version in
            served.deprecationWarning(
                group: Self.group, version: version, resource: "leasecandidates") != nil
        }

        #expect(deprecated == offer.deprecated)
        #expect(
            served.deprecationWarning(group: Self.group, version: "v1", resource: "leases") == nil)
    }

    @Test(arguments: offers)
    func `has the gate off, in its stage`(offer: Offer) throws {
        let release = Release(1, offer.minor)
        func isOn(_ value: String...) throws -> Bool {
            try FeatureGates(flagValues: value, at: release).isEnabled(.coordinatedLeaderElection)
        }

        #expect(try !isOn())
        #expect(try isOn("CoordinatedLeaderElection=true"))
        #expect(try isOn("AllAlpha=true") == offer.isGateAlpha)
        #expect(try isOn("AllBeta=true") != offer.isGateAlpha)
    }

    @Test(arguments: offers)
    func `says which it is`(offer: Offer) {
        let version = Dictionary(
            uniqueKeysWithValues: Release(1, offer.minor).versionInfo.map { ($0.name, $0.value) })

        #expect(version["major"] == "1")
        #expect(version["minor"] == "\(offer.minor)")
        #expect(version["gitVersion"]?.hasPrefix("v1.\(offer.minor).") == true)
    }

    private func served(_ offer: Offer, _ runtimeConfig: String...) throws -> ServedVersions {
        try RuntimeConfig(flagValues: runtimeConfig).servedVersions(
            emulating: Release(1, offer.minor), forwardCompatible: false)
    }
}
