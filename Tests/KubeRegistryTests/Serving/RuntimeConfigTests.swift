import KubeRegistry
import Testing

private let group = "coordination.k8s.io"

/// The versions of the coordination group that a server serves.
private func versions(_ flagValues: [String], at minor: UInt64?) throws -> [String] {
    try RuntimeConfig(flagValues: flagValues)
        .servedVersions(emulating: minor.map { Release(1, $0) })
        .versions(ofGroup: group)
}

@Suite struct `The served versions` {
    @Test(arguments: [nil, 31, 32, 33, 34, 35, 36] as [UInt64?])
    func `are the stable ones by default`(minor: UInt64?) throws {
        let served = try RuntimeConfig().servedVersions(emulating: minor.map { Release(1, $0) })

        #expect(served.versions(ofGroup: group) == ["v1"])
        #expect(served.resources(group: group, version: "v1") == ["leases"])
        #expect(served.serves(group: "", version: "v1", resource: "namespaces"))
        #expect(served.serves(group: "events.k8s.io", version: "v1", resource: "events"))
        #expect(!served.serves(group: group, version: "v1beta1", resource: "leasecandidates"))
    }

    @Test(
        arguments: [
            (["coordination.k8s.io/v1beta1=true"], nil, ["v1", "v1beta1"]),
            (["coordination.k8s.io/v1beta1"], nil, ["v1", "v1beta1"]),
            (["coordination.k8s.io/v1beta1="], nil, ["v1", "v1beta1"]),
            ([" coordination.k8s.io/v1beta1 = t ,,"], nil, ["v1", "v1beta1"]),
            (["coordination.k8s.io/v1beta1/leasecandidates=true"], nil, ["v1", "v1beta1"]),
            (
                ["coordination.k8s.io/v1beta1=true,coordination.k8s.io/v1alpha2=true"], 36,
                ["v1", "v1beta1", "v1alpha2"]
            ),
            (["coordination.k8s.io/v1alpha1=true"], 31, ["v1", "v1alpha1"]),
            (["coordination.k8s.io/v1alpha1=true"], nil, ["v1", "v1alpha1"]),
            (["coordination.k8s.io/v1alpha1/leasecandidates=1"], nil, ["v1", "v1alpha1"]),
            (["api/all=true"], nil, ["v1", "v1beta1", "v1alpha2"]),
            (["api/all=true"], 31, ["v1", "v1alpha1"]),
            (["api/all=true"], 32, ["v1", "v1alpha2"]),
            (["api/beta=true"], nil, ["v1", "v1beta1"]),
            (["api/beta=true"], 32, ["v1"]),
            (["api/alpha=true"], nil, ["v1", "v1alpha2"]),
            (["api/ga=false", "api/beta=true"], nil, ["v1beta1"]),
            (["api/all=false", "coordination.k8s.io/v1=true"], nil, ["v1"]),
            (["api/beta=false", "api/all=true"], nil, ["v1", "v1alpha2"]),
            (["coordination.k8s.io/v1beta1=false", "api/all=true"], nil, ["v1", "v1alpha2"]),
            (
                ["coordination.k8s.io/v1beta1=true", "coordination.k8s.io/v1beta1=false"], nil,
                ["v1"]
            ),
            (
                [
                    "coordination.k8s.io/v1beta1=true,coordination.k8s.io/v1beta1/leasecandidates=false"
                ],
                nil, ["v1"]
            ),
            (["coordination.k8s.io/v1/leases=false,coordination.k8s.io/v1beta1"], nil, ["v1beta1"]),
            (["apps/v1=false,batch/v1/jobs=false"], nil, ["v1"]),
        ] as [([String], UInt64?, [String])])
    func `are what the flag says`(flags: [String], minor: UInt64?, expected: [String]) throws {
        #expect(try versions(flags, at: minor) == expected)
    }

    @Test func `of the core group are named with an empty group`() throws {
        let served = try RuntimeConfig(flagValues: ["/v1/events=false"])
            .servedVersions(emulating: nil)

        #expect(!served.serves(group: "", version: "v1", resource: "events"))
        #expect(served.serves(group: "", version: "v1", resource: "namespaces"))
    }

    @Test(arguments: [
        ("coordination.k8s.io/v1beta1", ["v1", "v1beta1"]), ("api/all=true", ["v1", "v1alpha1"]),
    ])
    func `may come from a later release when the server is forward compatible`(
        flag: String, expected: [String]
    ) throws {
        let served = try RuntimeConfig(flagValues: [flag])
            .servedVersions(emulating: .oldest, forwardCompatible: true)

        #expect(served.versions(ofGroup: group) == expected)
    }

    @Test(
        arguments: [
            (["api/all=false"], nil, "invalid runtime-config with only api/all=false"),
            (["v1"], nil, "runtime-config invalid key v1"),
            (["a/b/c/d=true"], nil, "runtime-config invalid key a/b/c/d"),
            ([" "], nil, "runtime-config invalid key "),
            (["z.io/v1,a.io/v2/things=false"], nil, "unknown api groups a.io/v2,z.io/v1"),
            (["api/v1"], nil, "unknown api groups api/v1"),
            (["api/all=1"], nil, "invalid value api/all=1"),
            (["api/beta"], nil, "invalid value api/beta="),
            (
                ["coordination.k8s.io/v2"], nil,
                "group version coordination.k8s.io/v2 that has not been registered"
            ),
            (["/v2"], nil, "group version v2 that has not been registered"),
            (
                ["coordination.k8s.io/v1alpha1=true"], 36,
                "group version coordination.k8s.io/v1alpha1 that has not been registered"
            ),
            (
                ["coordination.k8s.io/v1=yes"], nil,
                "invalid value of coordination.k8s.io/v1: yes, err: strconv.ParseBool: parsing "
                    + #""yes": invalid syntax"#
            ),
            (
                ["coordination.k8s.io/v1/Lease"], nil,
                "invalid key coordination.k8s.io/v1/Lease: group/version/resource and resource is "
                    + #"always lowercase plural, not "Lease""#
            ),
            (
                ["coordination.k8s.io/v1beta1=true"], 32,
                "cannot enable version coordination.k8s.io/v1beta1 in runtime-config because all the "
                    + "resources have been introduced after the current version 1.32. Consider setting "
                    + "--runtime-config-emulation-forward-compatible=true"
            ),
            (
                ["coordination.k8s.io/v1alpha2/leasecandidates=true"], 31,
                "cannot enable resource coordination.k8s.io/v1alpha2, Resource=leasecandidates in "
                    + "runtime-config because it is introduced at 1.32 after the current version 1.31. "
                    + "Consider setting --runtime-config-emulation-forward-compatible=true"
            ),
        ] as [([String], UInt64?, String)])
    func `refuse what the flag cannot say`(flags: [String], minor: UInt64?, message: String) {
        let error = #expect(throws: FlagError.self) { try versions(flags, at: minor) }

        #expect(error?.description == message)
    }
}

@Suite struct `A deprecation warning` {
    @Test(
        arguments: [
            ("v1beta1", 36, "v1.36+, unavailable in v1.39+"), ("v1beta1", 35, nil),
            ("v1alpha2", 36, "v1.35+, unavailable in v1.38+"), ("v1alpha2", 34, nil),
            ("v1alpha1", nil, "v1.34+, unavailable in v1.37+"), ("v1alpha1", 31, nil),
        ] as [(String, UInt64?, String?)])
    func `begins with the release that deprecates`(
        version: String, minor: UInt64?, since: String?
    ) throws {
        let served = try RuntimeConfig(flagValues: ["\(group)/\(version)=true"])
            .servedVersions(emulating: minor.map { Release(1, $0) })

        let warning = served.deprecationWarning(
            group: group, version: version, resource: "leasecandidates")

        let expected = since.map { "\(group)/\(version) LeaseCandidate is deprecated in \($0)" }
        #expect(warning == expected)
    }

    @Test func `is never given for leases`() throws {
        let served = try RuntimeConfig().servedVersions(emulating: nil)

        #expect(
            served.deprecationWarning(group: group, version: "v1", resource: "leases") == nil)
    }
}
