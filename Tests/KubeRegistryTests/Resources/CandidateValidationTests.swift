import KubeAPI
import Testing

@testable import KubeRegistry

/// The validation table of the specification of coordinated leader election, 14.7.
@Suite struct `A lease candidate` {
    private func problems(_ spec: String, version: String = "v1beta1") throws -> [String] {
        var fixture = try RegistryFixture()
        return causes(
            of:
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
                #""leaseName":"l","binaryVersion":"10.1.0","emulationVersion":"10.1.0",\#(oldestFirst)"#,
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
            // The type of a strategy has a name, and so it is printed as JSON.
            (
                #""leaseName":"l","binaryVersion":"1.0.0","strategy":"a<b""#,
                [
                    #"spec.strategy.strategy: Unsupported value: "a\u003cb": supported values: "#
                        + #""OldestEmulationVersion""#
                ]
            ),
            // V18, V19, V20
            (#""leaseName":"l","binaryVersion":"1.0.0""#, [noStrategy]),
            (#""leaseName":"l","binaryVersion":"1.0.0",\#(oldestFirst)"#, [noEmulation]),
            (
                #""leaseName":"l","binaryVersion":"0.0.0","emulationVersion":"0.0.0",\#(oldestFirst)"#,
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

    @Test func `that v1alpha1 made without a strategy can be pinged through the others`() throws {
        var fixture = try RegistryFixture()
        try fixture.create(
            "v1alpha1/leasecandidates",
            #"{"metadata":{"name":"c"},"spec":{"leaseName":"l","preferredStrategies":[]}}"#)

        let ping = #"{"spec":{"pingTime":"2026-01-01T00:00:00.000000Z"}}"#
        #expect(failure { try fixture.merge("leasecandidates/c", ping) } == nil)
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
            causes(
                of:
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

@Suite struct `The strategies of a candidate` {
    @Test(arguments: [(Release(1, 31), "a qualified name"), (nil, "a valid label key")])
    func `are names in the words of the release`(release: Release?, words: String) throws {
        var fixture = try RegistryFixture(emulating: release)
        let long = String(repeating: "x", count: 64)

        let problems = causes(
            of: failure {
                try fixture.create(
                    "v1alpha1/leasecandidates",
                    #"{"metadata":{"name":"c"},"spec":{"leaseName":"l","renewTime":"#
                        + #""2026-01-02T03:04:05.000000Z","preferredStrategies":"#
                        + #"["a/b/c","a/\#(long)"]}}"#)
            })

        let unit = release == nil ? "bytes" : "characters"
        #expect(
            problems.first?.hasPrefix(
                #"spec.preferredStrategies[0].strategy: Invalid value: "a/b/c": \#(words) must "#
                    + "consist of alphanumeric characters") == true)
        #expect(problems.last?.hasSuffix("name part must be no more than 63 \(unit)") == true)
    }
}
