import KubeRegistry
import Testing

@Suite struct `Feature gates` {
    @Test(
        arguments: [
            (31, false), (32, true), (33, false), (34, true), (36, true),
        ] as [(UInt64, Bool)])
    func `have the default of the release`(minor: UInt64, isEnabled: Bool) throws {
        let gates = try FeatureGates(at: Release(1, minor))

        #expect(gates.isEnabled(.watchList) == isEnabled)
    }

    @Test func `that are beta are not therefore on`() throws {
        #expect(try !FeatureGates(at: .newest).isEnabled(.coordinatedLeaderElection))
    }

    @Test(arguments: [
        ["CoordinatedLeaderElection=true"], [" CoordinatedLeaderElection = T ,,"],
        ["kube:CoordinatedLeaderElection=1"],
        ["WatchList=false", "CoordinatedLeaderElection=True"],
        ["CoordinatedLeaderElection=false,CoordinatedLeaderElection=true"],
        ["CoordinatedLeaderElection=false", "CoordinatedLeaderElection=true"],
        ["AllBeta=true"], ["CoordinatedLeaderElection=true,AllBeta=false,StorageVersionAPI=false"],
        [
            "AllBeta=false", "CoordinatedLeaderElection=true",
            "UnknownVersionInteroperabilityProxy=0",
        ],
    ])
    func `are switched on by the flag`(values: [String]) throws {
        let gates = try FeatureGates(flagValues: values, at: .newest)

        #expect(gates.isEnabled(.coordinatedLeaderElection))
    }

    @Test func `of a stage are switched together at the emulated release`() throws {
        let old = try FeatureGates(flagValues: ["AllAlpha=true"], at: .oldest)
        let new = try FeatureGates(flagValues: ["AllAlpha=true"], at: .newest)

        #expect(old.isEnabled(.coordinatedLeaderElection))
        #expect(!new.isEnabled(.coordinatedLeaderElection))
        #expect(new.isEnabled(FeatureGate(rawValue: "ShardedListAndWatch")))
        #expect(!old.isEnabled(FeatureGate(rawValue: "ShardedListAndWatch")))
    }

    @Test func `that are unknown are off`() throws {
        #expect(try !FeatureGates(at: .newest).isEnabled(FeatureGate(rawValue: "Nope")))
    }

    @Test(arguments: [
        (["Foo"], "missing bool value for Foo"),
        (
            ["WatchList=yes"],
            #"invalid value of WatchList=yes, err: strconv.ParseBool: parsing "yes": invalid syntax"#
        ),
        (
            ["WatchList="],
            #"invalid value of WatchList=, err: strconv.ParseBool: parsing "": invalid syntax"#
        ),
        (["Foo=true"], "unrecognized feature gate: Foo"),
        (
            ["RetryGenerateName=false"],
            "cannot set feature gate RetryGenerateName to false, feature is locked to true"
        ),
        (
            [
                "StorageVersionAPI=true,APIServerIdentity=false,UnknownVersionInteroperabilityProxy=0"
            ],
            "StorageVersionAPI is enabled, but depends on features that are disabled: "
                + "[APIServerIdentity]"
        ),
        (["wardle:Foo=true"], "component not registered: wardle"),
        (
            ["kube:WatchList=true", "WatchList=true"],
            "set kube feature gates with default empty prefix or kube: prefix consistently, "
                + "do not mix use"
        ),
        (
            ["Foo=true", "Bar=true"],
            "[unrecognized feature gate: Bar, unrecognized feature gate: Foo]"
        ),
    ])
    func `that cannot be set are refused`(values: [String], message: String) {
        let error = #expect(throws: FlagError.self) {
            try FeatureGates(flagValues: values, at: .newest)
        }
        #expect(error?.description == message)
    }

    @Test func `of a later release are refused at the emulated one`() {
        let error = #expect(throws: FlagError.self) {
            try FeatureGates(flagValues: ["ShardedListAndWatch=false"], at: Release(1, 34))
        }
        #expect(
            error?.description == "cannot set feature gate ShardedListAndWatch to false, feature "
                + "is PreAlpha at emulated version 1.34, min compatibility version 1.33")
    }

    @Test func `that are locked may be set to what they are`() throws {
        let gates = try FeatureGates(flagValues: ["RetryGenerateName=true"], at: .newest)

        #expect(gates.isEnabled(.retryGenerateName))
    }

    @Test(arguments: [
        FeatureGate.aggregatedDiscoveryRemoveBetaType, .apiResponseCompression,
        .coordinatedLeaderElection, .retryGenerateName, .storageVersionHash, .watchList, .allAlpha,
        .allBeta,
    ])
    func `that code names are known`(gate: FeatureGate) {
        #expect(throws: Never.self) {
            try FeatureGates(
                flagValues: [
                    "\(gate)=true", "UnknownVersionInteroperabilityProxy=false",
                ], at: .newest)
        }
    }
}
