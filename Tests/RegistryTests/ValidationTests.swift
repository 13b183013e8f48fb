import JSON
import KubeAPI
import Testing

@testable import Registry

/// `reason` is the cause's field and message, in one line.
private func problems(_ error: StatusError?) -> [String] {
    (error?.details?.causes ?? []).map { "\($0.field): \($0.message)" }
}

private let oldest = #""strategy":"OldestEmulationVersion""#

/// The validation table of the specification of coordinated leader election, 14.7.
@Suite struct `A lease` {
    private func problems(_ spec: String) throws -> [String] {
        var fixture = try RegistryFixture()
        return RegistryTests.problems(
            failure {
                try fixture.create("leases", #"{"metadata":{"name":"a"},"spec":{\#(spec)}}"#)
            })
    }

    private static let duration =
        "spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0"
    private static let transitions =
        "spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0"
    private static let holder =
        "spec.preferredHolder: Forbidden: may only be specified if `strategy` is defined"

    @Test(
        arguments: [
            // V2, V3
            (#""leaseDurationSeconds":10,"leaseTransitions":1,"holderIdentity":"h""#, []),
            (#""leaseDurationSeconds":10,\#(oldest),"preferredHolder":"p""#, []),
            // V4, V5
            (#""leaseDurationSeconds":0,"leaseTransitions":-1"#, [duration, transitions]),
            (
                #""leaseDurationSeconds":0,"leaseTransitions":-1,"preferredHolder":"p""#,
                [duration, transitions, holder]
            ),
            // V8
            (
                #""strategy":"""#,
                [
                    #"spec.strategy.strategy: Unsupported value: "": supported values: "#
                        + #""OldestEmulationVersion""#
                ]
            ),
            // V9
            (#""preferredHolder":"""#, []),
        ] as [(String, [String])])
    func `must make sense`(spec: String, expected: [String]) throws {
        #expect(try problems(spec) == expected)
    }

    // V23, LEA-011
    @Test(arguments: [
        ("word", 1), ("a.example/b/c", 1), ("OldestEmulationVersion", 0), ("a.example/b", 0),
        ("/b", 1), ("a.example/", 2),
    ])
    func `has a strategy of a certain form`(strategy: String, problemCount: Int) throws {
        #expect(try problems(#""strategy":"\#(strategy)""#).count == problemCount)
    }

    // V6, V7
    @Test func `must make sense after an update too`() throws {
        var fixture = try RegistryFixture()
        try fixture.create("leases", #"{"metadata":{"name":"a"}}"#)

        let error = failure {
            try fixture.merge(
                "leases/a", #"{"spec":{"leaseDurationSeconds":0,"leaseTransitions":-1}}"#)
        }

        #expect(RegistryTests.problems(error) == [Self.duration, Self.transitions])
        #expect(
            failure { try fixture.merge("leases/a", #"{"spec":{"leaseTransitions":1}}"#) } == nil)
    }

    // V27, LEA-010
    @Test func `loses the fields of coordinated election without the feature`() throws {
        var fixture = try RegistryFixture(gates: [])

        let lease = try fixture.create(
            "leases",
            #"{"metadata":{"name":"a"},"spec":{"strategy":"plain","preferredHolder":"p"}}"#)

        #expect(lease.spec.isEmpty)
    }

    // V28, V29
    @Test(arguments: [(true, true), (false, false)])
    func `keeps to the rules for such a field where it is stored`(
        isStored: Bool, isRefused: Bool
    ) throws {
        var on = try RegistryFixture()
        try on.create(
            "leases", #"{"metadata":{"name":"a"},"spec":{\#(isStored ? oldest : "")}}"#)
        var off = try RegistryFixture(gates: [])
        off.registry.store = on.registry.store

        let error = failure { try off.merge("leases/a", #"{"spec":{"strategy":"plain"}}"#) }

        #expect((error?.code == 422) == isRefused)
        #expect(try off.get("leases/a").spec.isEmpty == !isStored)
    }
}

@Suite struct `A lease candidate` {
    private func problems(_ spec: String, version: String = "v1beta1") throws -> [String] {
        var fixture = try RegistryFixture()
        return RegistryTests.problems(
            failure {
                try fixture.create(
                    "\(version)/leasecandidates",
                    #"{"metadata":{"name":"c"},"spec":{\#(spec)}}"#)
            })
    }

    private static let noStrategy = "spec.strategy: Required value"
    private static let noEmulation =
        "spec.emulationVersion: Required value: must be specified when `strategy` is "
        + "'OldestEmulationVersion'"
    private static let third = #""strategy":"acme.example/rank""#

    @Test(
        arguments: [
            // V11, V12
            (
                #""leaseName":"l","binaryVersion":"10.1.0","emulationVersion":"10.1.0",\#(oldest)"#,
                []
            ),
            (#""leaseName":"l","binaryVersion":"10.1.0",\#(third)"#, []),
            // V13
            (#""leaseName":"l",\#(third)"#, ["spec.binaryVersion: Required value"]),
            // V14
            (#""binaryVersion":"1.0.0""#, ["spec.leaseName: Required value", noStrategy]),
            // V15
            (
                #""leaseName":"l","binaryVersion":"10.1.1.6""#,
                [
                    #"spec.binaryVersion: Invalid value: "10.1.1.6": must be a valid semantic version"#,
                    noStrategy,
                ]
            ),
            // V16
            (
                #""leaseName":"l","binaryVersion":"10.0.0","emulationVersion":"10.1.0""#,
                [
                    #"spec.binaryVersion: Invalid value: "10.0.0": must be greater than or equal to "#
                        + "`emulationVersion`", noStrategy,
                ]
            ),
            // V17
            (
                #""leaseName":"l","binaryVersion":"1.0.0","strategy":"plain""#,
                [
                    #"spec.strategy.strategy: Unsupported value: "plain": supported values: "#
                        + #""OldestEmulationVersion""#
                ]
            ),
            // V18, V19, V20
            (#""leaseName":"l","binaryVersion":"1.0.0""#, [noStrategy]),
            (#""leaseName":"l","binaryVersion":"1.0.0",\#(oldest)"#, [noEmulation]),
            (
                #""leaseName":"l","binaryVersion":"0.0.0","emulationVersion":"0.0.0",\#(oldest)"#,
                [noEmulation]
            ),
        ] as [(String, [String])])
    func `must make sense`(spec: String, expected: [String]) throws {
        #expect(try problems(spec) == expected)
    }

    // V26
    @Test(
        arguments: [
            (#""leaseName":"l","preferredStrategies":["acme.example/rank"]"#, []),
            (
                #""leaseName":"l","preferredStrategies":["acme.example/rank","#
                    + #""OldestEmulationVersion"]"#,
                [
                    "spec.binaryVersion: Required value: must be specified when `strategy` is "
                        + "'OldestEmulationVersion'", noEmulation,
                ]
            ),
        ] as [(String, [String])])
    func `of v1alpha1 must make sense in its own way`(spec: String, expected: [String]) throws {
        #expect(try problems(spec, version: "v1alpha1") == expected)
    }

    // V21, V22
    @Test func `keeps its lease`() throws {
        var fixture = try RegistryFixture()
        try fixture.create(
            "leasecandidates",
            """
            {"metadata":{"name":"c"},"spec":{"leaseName":"l","binaryVersion":"1.0.0",
             "strategy":"acme.example/rank"}}
            """)

        #expect(failure { try fixture.merge("leasecandidates/c", "{}") } == nil)
        #expect(
            RegistryTests.problems(
                failure {
                    try fixture.merge("leasecandidates/c", #"{"spec":{"leaseName":"m"}}"#)
                }) == [#"spec.leaseName: Invalid value: "m": field is immutable"#])
    }

    // V24, META-014
    @Test(arguments: [("Node_7.X-abc", true), ("a-", true), ("..x", false), (".", false)])
    func `has a name of a certain form`(name: String, isValid: Bool) throws {
        var fixture = try RegistryFixture()

        let error = failure {
            try fixture.create(
                "leasecandidates",
                """
                {"metadata":{"name":"\(name)"},"spec":{"leaseName":"l","binaryVersion":"1.0.0",
                 "strategy":"acme.example/rank"}}
                """)
        }

        #expect((error == nil) == isValid)
    }
}

@Suite struct `Metadata` {
    private func problems(_ metadata: String) throws -> [String] {
        var fixture = try RegistryFixture()
        return RegistryTests.problems(
            failure { try fixture.create("leases", #"{"metadata":{\#(metadata)}}"#) })
    }

    private static let subdomain =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or "
        + "'.', and must start and end with an alphanumeric character (e.g. 'example.com', regex "
        + "used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*"
        + "[a-z0-9])?)*')"

    @Test(
        arguments: [
            // META-001
            (#""name":"Oops++""#, [#"metadata.name: Invalid value: "Oops++": \#(subdomain)"#]),
            // META-003
            (#""generateName":"gen-""#, []),
            // META-004
            (
                #""name":"a","generation":-1"#,
                ["metadata.generation: Invalid value: -1: must be greater than or equal to 0"]
            ),
            // META-007
            (#""name":"a","annotations":{"Example.COM/Key":"anything at all"}"#, []),
            // META-008
            (
                #""name":"a","finalizers":["orphan","foregroundDeletion"]"#,
                [
                    #"metadata.finalizers: Invalid value: ["orphan","foregroundDeletion"]: finalizer "#
                        + "orphan and foregroundDeletion cannot be both set"
                ]
            ),
            // META-009
            (
                #""name":"a","ownerReferences":[{"apiVersion":"v1","kind":"","name":"n","uid":"u"}]"#,
                [#"metadata.ownerReferences.kind: Invalid value: "": must not be empty"#]
            ),
            (
                #""name":"a","ownerReferences":[{"apiVersion":"","kind":"k","name":"n","uid":"u"}]"#,
                [
                    #"metadata.ownerReferences.apiVersion: Invalid value: "": version must not be empty"#
                ]
            ),
        ] as [(String, [String])])
    func `must make sense`(metadata: String, expected: [String]) throws {
        #expect(try problems(metadata) == expected)
    }

    // META-006, META-010, META-011
    @Test(arguments: [
        (#""a":"x""#, 0), (#""example.com/a":"""#, 0), (#""":"x""#, 2), (#""a/b/c":"x""#, 1),
        (#""a":"bad value!""#, 1), (#""bad key":"bad value!""#, 2),
    ])
    func `has labels of a certain form`(labels: String, problemCount: Int) throws {
        let problems = try problems(#""name":"a","labels":{\#(labels)}"#)

        #expect(problems.count == problemCount)
        #expect(problems.allSatisfy { $0.hasPrefix("metadata.labels: Invalid value: ") })
    }

    // META-021
    @Test(arguments: [(262_143, true), (262_144, false)])
    func `has annotations up to a size`(bytes: Int, isValid: Bool) throws {
        let value = String(repeating: "v", count: bytes)

        let problems = try problems(#""name":"a","annotations":{"k":"\#(value)"}"#)

        #expect(
            problems
                == (isValid
                    ? [] : ["metadata.annotations: Too long: may not be more than 262144 bytes"]))
    }

    // META-022
    @Test func `cannot all be changed`() throws {
        var fixture = try RegistryFixture()
        try fixture.create("leases", #"{"metadata":{"name":"a","generation":2}}"#)

        let error = failure {
            try fixture.merge("leases/a", #"{"metadata":{"deletionGracePeriodSeconds":5}}"#)
        }

        #expect(
            Set(RegistryTests.problems(error)) == [
                "metadata.deletionGracePeriodSeconds: Invalid value: 5: field is immutable"
            ])
    }
}

@Suite struct `Ages` {
    // TBL-005
    @Test(
        arguments: [
            (-2, "<invalid>"), (-1, "0s"), (0, "0s"), (119, "119s"), (120, "2m"), (125, "2m5s"),
            (599, "9m59s"), (600, "10m"), (10_799, "179m"), (10_800, "3h"), (10_860, "3h1m"),
            (28_799, "7h59m"), (28_800, "8h"), (172_799, "47h"), (172_800, "2d"), (176_400, "2d1h"),
            (691_199, "7d23h"), (691_200, "8d"), (63_071_999, "729d"), (63_072_000, "2y"),
            (63_158_400, "2y1d"), (252_287_999, "7y364d"), (252_288_000, "8y"),
        ] as [(Int64, String)])
    func `are short`(seconds: Int64, text: String) {
        #expect(Age.text(.seconds(seconds)) == text)
    }

    // W1: a clock that is a little ahead.
    @Test func `are cut towards zero`() {
        #expect(Age.text(.milliseconds(-1900)) == "0s")
        #expect(Age.text(.milliseconds(1900)) == "1s")
    }

    // W1 to W4
    @Test func `are cells of tables`() throws {
        var fixture = try RegistryFixture()
        let lease = try fixture.create("leases", #"{"metadata":{"name":"l"}}"#)

        let cells = LeaseRules().cells(of: lease, at: instant(300))

        #expect(cells == ["l", "", "5m"])
    }
}
