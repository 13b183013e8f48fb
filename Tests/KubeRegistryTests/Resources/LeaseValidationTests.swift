import KubeAPI
import Testing

@testable import KubeRegistry

/// The validation table of the specification of coordinated leader election, 14.7.
@Suite struct `A lease` {
    private func problems(_ spec: String) throws -> [String] {
        var fixture = try RegistryFixture()
        return causes(
            of:
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
            (#""leaseDurationSeconds":10,\#(oldestFirst),"preferredHolder":"p""#, []),
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

        #expect(causes(of: error) == [Self.duration, Self.transitions])
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
            "leases", #"{"metadata":{"name":"a"},"spec":{\#(isStored ? oldestFirst : "")}}"#)
        var off = try RegistryFixture(gates: [])
        off.registry.store = on.registry.store

        let error = failure { try off.merge("leases/a", #"{"spec":{"strategy":"plain"}}"#) }

        #expect((error?.code == 422) == isRefused)
        #expect(try off.get("leases/a").spec.isEmpty == !isStored)
    }
}
