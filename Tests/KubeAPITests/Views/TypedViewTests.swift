import KubeAPI
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `Reading stored objects` {
    @Test func `gives all fields of a lease`() throws {
        let lease = try lease(
            """
            {"metadata": {"uid": "u-1", "creationTimestamp": "2026-01-01T00:00:00Z"},
             "spec": {"holderIdentity": "h", "leaseDurationSeconds": 15,
              "acquireTime": "2026-01-01T00:00:01.000002Z",
              "renewTime": "2026-01-01T00:00:03.000004Z", "leaseTransitions": 7,
              "strategy": "s", "preferredHolder": "p"}}
            """)

        let start = Timestamp.epoch
        #expect(lease.namespace == "lab")
        #expect(lease.name == "thing")
        #expect(lease.resourceVersion == "42")
        #expect(lease.uid == "u-1")
        #expect(lease.creationTimestamp == start)
        #expect(lease.holderIdentity == "h")
        #expect(lease.leaseDurationSeconds == 15)
        #expect(lease.acquireTime == start + .microseconds(1_000_002))
        #expect(lease.renewTime == start + .microseconds(3_000_004))
        #expect(lease.leaseTransitions == 7)
        #expect(lease.strategy == "s")
        #expect(lease.preferredHolder == "p")
    }

    @Test func `keeps an absent time apart from the zero instant`() throws {
        let lease = try lease(#"{"metadata": {}, "spec": {"acquireTime": null}}"#)

        #expect(lease.acquireTime == TimeFormat.zeroInstant)
        #expect(lease.renewTime == nil)
        #expect(lease.holderIdentity == nil)
        #expect(lease.creationTimestamp == nil)
    }

    @Test func `accepts a lease without a spec`() throws {
        #expect(try lease(#"{"metadata": {}}"#).leaseDurationSeconds == nil)
    }

    @Test(arguments: ["{}", #"{"metadata": 1}"#, #"{"metadata": {}, "spec": []}"#])
    func `refuses what is no object of Kubernetes`(text: String) throws {
        let document = try #require(try JSONParser.parse(text).object)

        let lease = Lease(document, namespace: "lab", name: "thing", resourceVersion: "42")
        let candidate = LeaseCandidate(
            document, namespace: "lab", name: "thing", resourceVersion: "42")

        #expect(lease == nil)
        #expect(candidate == nil)
    }

    @Test func `gives all fields of a candidate`() throws {
        let candidate = try candidate(
            """
            {"metadata": {"uid": "u-1", "creationTimestamp": "2026-01-01T00:00:00Z"},
             "spec": {"leaseName": "l", "pingTime": "2026-01-01T00:00:01.000002Z",
              "renewTime": "2026-01-01T00:00:03.000004Z", "binaryVersion": "1.2.3",
              "emulationVersion": "1.2.0", "strategy": "s"}}
            """)

        let start = Timestamp.epoch
        #expect(candidate.leaseName == "l")
        #expect(candidate.pingTime == start + .microseconds(1_000_002))
        #expect(candidate.renewTime == start + .microseconds(3_000_004))
        #expect(candidate.binaryVersion == "1.2.3")
        #expect(candidate.emulationVersion == "1.2.0")
        #expect(candidate.strategy == "s")
        #expect(candidate.preferredStrategies == ["s"])
        #expect(candidate.uid == "u-1")
        #expect(candidate.creationTimestamp == start)
    }

    @Test(arguments: [
        (#"["s", "t"]"#, "s", ["s", "t"]),
        (#"["t", "s"]"#, "s", ["s"]),
        (#"["s"]"#, "s", ["s"]),
        (#"["s", 1]"#, "s", ["s"]),
        ("nonsense", "s", ["s"]),
        (#"["", "t"]"#, "", ["", "t"]),
        ("[]", "", []),
    ])
    func `gives the list of v1alpha1 while it fits the strategy`(
        annotation: String, strategy: String, expected: [String]
    ) throws {
        let document: JSONValue = [
            "metadata": [
                "annotations": [
                    "coordination.alpha.kubernetes.io/preferred-strategies": .string(annotation)
                ]
            ],
            "spec": ["strategy": .string(strategy)],
        ]

        let candidate = try candidate(document.object)

        #expect(candidate.preferredStrategies == expected)
    }

    private func lease(_ text: String) throws -> Lease {
        let document = try #require(try JSONParser.parse(text).object)
        return try #require(
            Lease(document, namespace: "lab", name: "thing", resourceVersion: "42"))
    }

    private func candidate(_ text: String) throws -> LeaseCandidate {
        try candidate(try JSONParser.parse(text).object)
    }

    private func candidate(_ object: JSONObject?) throws -> LeaseCandidate {
        let document = try #require(object)
        return try #require(
            LeaseCandidate(document, namespace: "lab", name: "thing", resourceVersion: "42"))
    }
}
