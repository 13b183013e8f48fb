import KubeAPI
import Testing

@testable import KubeRegistry

@Suite struct `Metadata` {
    private func problems(_ metadata: String) throws -> [String] {
        var fixture = try RegistryFixture()
        return causes(
            of:
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

    // META-009
    @Test(arguments: [("v1", true), ("apps/v1", true), ("apps/", false), ("a/b/c", false)])
    func `has owners with a version`(apiVersion: String, isValid: Bool) throws {
        let problems = try problems(
            #""name":"a","ownerReferences":[{"apiVersion":"\#(apiVersion)","kind":"k","#
                + #""name":"n","uid":"u"}]"#)

        #expect(problems.isEmpty == isValid)
        #expect(problems.allSatisfy { $0.hasSuffix("version must not be empty") })
    }

    // META-009
    @Test func `has one controller, the first`() throws {
        let owners = ["a", "b", "c"].map {
            #"{"apiVersion":"v1","kind":"Pod","name":"\#($0)","uid":"\#($0)","controller":true}"#
        }
        let problems = try problems(
            #""name":"a","ownerReferences":[\#(owners.joined(separator: ","))]"#)

        #expect(
            problems.map { $0.suffix(15) } == ["Pod/a and Pod/b", "Pod/a and Pod/c"])
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

    @Test(arguments: [
        #""labels":{\#(members { "\"-\($0)\":\"\"" })}"#,
        #""annotations":{\#(members { "\"-\($0)\":\"\"" })}"#,
        #""finalizers":[\#(members { "\"-\($0)\"" })]"#,
        #""ownerReferences":[\#(members { #"{"uid":"\#($0)","controller":true}"# })]"#,
        #""managedFields":[{"manager":"\#(String(repeating: #"\u0001"#, count: 9999))","#
            + #""operation":"Update","apiVersion":"coordination.k8s.io/v1","#
            + #""fieldsType":"FieldsV1","fieldsV1":{"f:spec":{}}}]"#,
    ])
    func `shows a hundred problems at most`(metadata: String) throws {
        let problems = try problems(#""name":"a",\#(metadata)"#)

        #expect((1...100).contains(problems.count))
        #expect(problems.reduce(0) { $0 + $1.utf8.count } < 2 << 20)
    }

    /// Nine thousand members of an object or a list, in text.
    private static func members(_ text: (Int) -> String) -> String {
        (0..<9000).map(text).joined(separator: ",")
    }

    // META-022
    @Test func `cannot all be changed`() throws {
        var fixture = try RegistryFixture()
        try fixture.create("leases", #"{"metadata":{"name":"a","generation":2}}"#)

        let error = failure {
            try fixture.merge("leases/a", #"{"metadata":{"deletionGracePeriodSeconds":5}}"#)
        }

        #expect(
            Set(causes(of: error)) == [
                "metadata.deletionGracePeriodSeconds: Invalid value: 5: field is immutable"
            ])
    }
}
