import KubeAPI
import KubeJSON
import Testing

@testable import KubeRegistry

/// The conversion table of the specification of coordinated leader election, 14.13.
@Suite struct `Lease candidates in several versions` {
    private static let annotation = LeaseCandidate.preferredStrategiesAnnotation
    private static let oldest = "OldestEmulationVersion"
    private static let third = "acme.example/rank"

    private func candidate(_ strategy: String, more: String = "") -> String {
        """
        {"metadata":{"name":"c"\(more)},"spec":{"leaseName":"l","binaryVersion":"1.2.0",
         "emulationVersion":"1.2.0",\(strategy)}}
        """
    }

    // X1
    @Test func `are the same in v1alpha2 and v1beta1`() throws {
        var fixture = try RegistryFixture()

        let created = try fixture.create(
            "v1alpha2/leasecandidates", candidate(#""strategy":"OldestEmulationVersion""#))

        #expect(try fixture.get("v1beta1/leasecandidates/c") == created)
    }

    // X2
    @Test func `with one strategy need no annotation`() throws {
        var fixture = try RegistryFixture()
        try fixture.create(
            "v1alpha1/leasecandidates",
            candidate(#""preferredStrategies":["OldestEmulationVersion"]"#))

        let newer = try fixture.get("v1beta1/leasecandidates/c")

        #expect(newer.spec["strategy"] == .string(Self.oldest))
        #expect(newer.spec["preferredStrategies"] == nil)
        #expect(newer.metadata["annotations"] == nil)
    }

    /// A registry with a candidate of two strategies.
    private func fixtureWithList() throws -> RegistryFixture {
        var fixture = try RegistryFixture()
        try fixture.create(
            "v1alpha1/leasecandidates",
            candidate(
                #""preferredStrategies":["acme.example/rank","OldestEmulationVersion"]"#,
                more: #","annotations":{"mine":"1"}"#))
        return fixture
    }

    // X3
    @Test func `with a list keep it where only v1alpha1 sees it`() throws {
        let fixture = try fixtureWithList()

        let newer = try fixture.get("v1beta1/leasecandidates/c")
        let older = try fixture.get("v1alpha1/leasecandidates/c")

        #expect(newer.spec["strategy"] == .string(Self.third))
        #expect(
            newer.metadata["annotations"]?[Self.annotation]
                == #"["acme.example/rank","OldestEmulationVersion"]"#)
        #expect(
            older.spec["preferredStrategies"]
                == [.string(Self.third), .string(Self.oldest)])
        #expect(older.metadata["annotations"] == ["mine": "1"])
    }

    // X4
    @Test func `keep the list when a newer version writes something else`() throws {
        var fixture = try fixtureWithList()

        try fixture.merge(
            "v1beta1/leasecandidates/c", #"{"spec":{"renewTime":"2026-01-02T03:04:05.000000Z"}}"#)

        let older = try fixture.get("v1alpha1/leasecandidates/c")
        #expect(older.spec["preferredStrategies"]?.array?.count == 2)
        #expect(older.spec["renewTime"] == "2026-01-02T03:04:05.000000Z")
    }

    // X5
    @Test func `lose the list when a newer version writes another strategy`() throws {
        var fixture = try fixtureWithList()

        let newer = try fixture.merge(
            "v1beta1/leasecandidates/c", #"{"spec":{"strategy":"OldestEmulationVersion"}}"#)

        let older = try fixture.get("v1alpha1/leasecandidates/c")
        #expect(older.spec["preferredStrategies"] == [.string(Self.oldest)])
        #expect(newer.metadata["annotations"] == ["mine": "1"])
    }

    // X6
    @Test func `that lack a version can be pinged and can answer`() throws {
        var fixture = try RegistryFixture()
        try fixture.create(
            "v1alpha1/leasecandidates",
            """
            {"metadata":{"name":"c"},
             "spec":{"leaseName":"l","preferredStrategies":["acme.example/rank"]}}
            """)

        try fixture.merge(
            "v1beta1/leasecandidates/c", #"{"spec":{"pingTime":"2026-01-02T03:04:05.000000Z"}}"#)
        let answered = try fixture.merge(
            "v1beta1/leasecandidates/c", #"{"spec":{"renewTime":"2026-01-02T03:04:06.000000Z"}}"#)

        #expect(answered.spec["binaryVersion"] == "")
    }
}
