import KubeAPI
import KubeJSON
import KubeTime
import Testing

@testable import KubeCoordinator

/// One row of the catalogue of steps: what there is, and what one look at the lease does.
struct StepCase: CustomTestStringConvertible, Sendable {
    var id: String
    var lease: JSONObject?
    var candidates: [CandidateFixture] = []
    /// The lease afterwards; nil: there is none.
    var expected: JSONObject?
    var pings: [String] = []
    var error: String?
    var isDelayed = true

    var testDescription: String { id }

    init(
        _ id: String, _ lease: JSONObject?, _ candidates: [CandidateFixture],
        _ expected: JSONObject?, pings: [String] = [], error: String? = nil,
        isDelayed: Bool = true
    ) {
        self.id = id
        self.lease = lease
        self.candidates = candidates
        self.expected = expected
        self.pings = pings
        self.error = error
        self.isDelayed = isDelayed
    }
}

/// A lease held by `holder`, alive unless told otherwise.
private func held(
    by holder: String?, renewed: Double = 0, duration: Int64? = 10, strategy: String? = oev,
    preferred: String? = nil
) -> JSONObject {
    var spec = JSONObject()
    spec["holderIdentity"] = holder.map { .string($0) }
    spec["leaseDurationSeconds"] = duration.map { .integer($0) }
    spec["renewTime"] = at(renewed)
    spec["strategy"] = strategy.map { .string($0) }
    spec["preferredHolder"] = preferred.map { .string($0) }
    return spec
}

/// The lease that the coordinator gives to `holder`.
private func given(to holder: String?, strategy: String = oev) -> JSONObject {
    held(by: holder, duration: 5, strategy: strategy)
}

private typealias Fixture = CandidateFixture

private let conflict =
    "candidates \"a\", \"b\" at same binary version but received differing strategies "
    + "OldestEmulationVersion, acme.example/rank"

private let disagreeing = [
    Fixture("a", "8.1.0", "8.2.0"), Fixture("b", "8.1.0", "8.2.0", thirdParty),
]

private let aFresh = Fixture("a", "8.1.0", "8.1.0")

private func a(renewed: Double?, pinged: Double? = nil) -> CandidateFixture {
    Fixture("a", "8.1.0", "8.1.0", renewed: renewed, pinged: pinged)
}

private let steps: [StepCase] = [
    StepCase("R1", nil, [], nil, isDelayed: false),
    StepCase("R2", held(by: "x"), [], held(by: "x"), isDelayed: false),
    StepCase("R3", nil, [aFresh], given(to: "a")),
    StepCase(
        "R4", held(by: "a", strategy: nil),
        [Fixture("a", "8.2.0", "8.2.0"), Fixture("b", "8.1.0", "8.1.0")],
        held(by: "a", preferred: "b")),
    StepCase(
        "R5", nil, [a(renewed: -20, pinged: -10), Fixture("b", "8.2.0", "8.2.0", pinged: 0)],
        given(to: "b")),
    StepCase("R6", held(by: "gone", renewed: -60, strategy: nil), [aFresh], given(to: "a")),
    StepCase(
        "R6 with leftovers",
        [
            "holderIdentity": "gone", "leaseDurationSeconds": 10, "acquireTime": at(-90),
            "renewTime": at(-60), "leaseTransitions": 3, "preferredHolder": "b", "strategy": "old",
        ],
        [aFresh],
        [
            "holderIdentity": "a", "leaseDurationSeconds": 5, "renewTime": at(0),
            "leaseTransitions": 3, "strategy": .string(oev),
        ]),
    StepCase(
        "R7", nil, [a(renewed: -120, pinged: -60)], nil,
        error: "no available candidates", isDelayed: false),
    StepCase("R8", nil, [a(renewed: -10)], nil, pings: ["a"]),
    StepCase("R9", nil, [a(renewed: -60, pinged: 0)], nil),
    StepCase(
        "R10", held(by: "gone", renewed: -60, strategy: nil),
        [Fixture("a", "8.1.0", "8.1.0", thirdParty)],
        held(by: "gone", renewed: -60, strategy: thirdParty)),
    StepCase(
        "R11", nil, [Fixture("a", "8.1.0", "8.1.0", thirdParty)],
        given(to: nil, strategy: thirdParty)),
    StepCase(
        "R12", nil, [a(renewed: nil), Fixture("b", "8.1.0", "8.1.0", renewed: -1801)], nil,
        isDelayed: false),
    StepCase("R13", held(by: "a"), [a(renewed: -100)], held(by: "a")),
    StepCase("R14", held(by: "a"), [a(renewed: -901)], held(by: "a"), pings: ["a"]),
    StepCase("R15", held(by: "a"), [a(renewed: 0, pinged: -1)], held(by: "a")),
    StepCase("R16", held(by: "", strategy: nil), [aFresh], given(to: "a")),
    StepCase("R17", held(by: nil, strategy: nil), [aFresh], given(to: "a")),
    StepCase(
        "R13 among equals", held(by: "b"),
        [Fixture("a", "8.1.0", "8.1.0"), Fixture("b", "8.1.0", "8.1.0")], held(by: "b")),
    StepCase("R18", held(by: "a"), disagreeing, held(by: "a"), error: conflict),
    StepCase("R19", nil, disagreeing, nil, error: conflict, isDelayed: false),
    StepCase(
        "R20", held(by: "a", renewed: -60, preferred: "b"), [aFresh],
        held(by: "a", renewed: -60, preferred: "b")),
    StepCase(
        "R21", held(by: "a", preferred: "b"), [a(renewed: -100)], held(by: "a", preferred: "b")),
    StepCase(
        "R22", held(by: "a"),
        [
            Fixture("a", "8.2.0", "8.2.0", renewed: -100, pinged: -200),
            Fixture("b", "8.1.0", "8.1.0", renewed: -300, pinged: -40),
        ],
        held(by: "a"), pings: ["a"]),
    StepCase(
        "R23", nil, [a(renewed: -10, pinged: -5)], nil,
        error: "no available candidates", isDelayed: false),
    StepCase("R24", nil, [a(renewed: -5)], nil, pings: ["a"]),
    StepCase(
        "R25", held(by: "x", renewed: -10), [aFresh],
        held(by: "x", renewed: -10, preferred: "a")),
    StepCase("R26", held(by: "x", duration: nil), [aFresh], given(to: "a")),
    StepCase(
        "R27", nil, [Fixture("a", "8.1.0", "8.1.0", namespace: "other")], nil, isDelayed: false),
    StepCase(
        "a ping answered at once is repeated as soon as the answer is too old", nil,
        [a(renewed: -5, pinged: -5)], nil, pings: ["a"]),
    StepCase("the last instant of validity", nil, [a(renewed: -1800)], nil, pings: ["a"]),
    StepCase("the last instant before a refresh", held(by: "a"), [a(renewed: -900)], held(by: "a")),
    StepCase(
        "an election without eligible candidates", nil, [Fixture("a", "8.1.0", "")], nil,
        error: "should not happen, could not find suitable electee", isDelayed: false),
    StepCase(
        "a healthy lease without eligible candidates", held(by: "x"),
        [Fixture("a", "8.1.0", "")], held(by: "x")),
    StepCase(
        "a healthy lease whose candidates turned to a third party", held(by: "x"),
        [Fixture("a", "8.1.0", "8.1.0", thirdParty)], held(by: "x")),
]

@Suite struct `Looking at a lease once` {
    @Test(arguments: steps)
    func `follows the catalogue`(step: StepCase) throws {
        var lab = StepLab(step)

        let result = lab.reconcile()

        #expect(lab.storage.leases[lab.key]?.spec == step.expected)
        #expect(lab.pings == step.pings)
        #expect(result.error?.description == step.error)
        #expect(result.delay == (step.isDelayed ? .seconds(5) : nil))
    }

    @Test func `applies the rules to a lease that somebody else just created (R28)`() throws {
        var lab = StepLab(StepCase("R28", nil, [aFresh], nil))
        lab.storage.setLease(lab.key, held(by: "faster", strategy: nil), at: now)

        let result = lab.reconcile()

        #expect(
            lab.storage.leases[lab.key]?.spec == held(by: "faster", strategy: oev, preferred: "a"))
        #expect(lab.storage.calls == ["POST lease widget", "GET lease widget", "PUT lease widget"])
        #expect(result.delay == .seconds(5))
    }

    @Test(
        arguments: [
            ("R29", "PUT lease widget", nil), ("a failing read", "GET lease widget", nil),
            ("R30", "PUT candidate a", .seconds(5)), ("R31", "POST lease widget", nil),
        ] as [(String, String, Duration?)])
    func `gives up on a failure`(id: String, call: String, delay: Duration?) throws {
        let isPing = call == "PUT candidate a"
        let lease = isPing || call == "POST lease widget" ? nil : held(by: "x")
        var lab = StepLab(StepCase(id, lease, [a(renewed: isPing ? -10 : 0)], nil))
        let failure = StatusError.plain("refused")
        lab.storage.failures[call] = failure

        let result = lab.reconcile()

        #expect(lab.storage.leases[lab.key]?.spec == lease)
        #expect(lab.pings.isEmpty)
        #expect(result.error == .storage(failure))
        #expect(result.delay == delay)
    }

    @Test func `ends its pings at the first that fails, and keeps the ones before`() throws {
        let candidates = ["a", "b", "c"].map { Fixture($0, "8.1.0", "8.1.0", renewed: -60) }
        var lab = StepLab(StepCase("pings", nil, candidates, nil))
        lab.storage.failures["PUT candidate b"] = .plain("refused")

        let result = lab.reconcile()

        #expect(lab.pings == ["a"])
        #expect(lab.storage.calls == ["PUT candidate a", "PUT candidate b"])
        #expect(result.delay == .seconds(5))
    }

    @Test(arguments: [
        (ElectionRules.singleStrategy, ["a"]), (.listedStrategies, []),
    ])
    func `needs an answer later than the ping under the rules of 1_31`(
        rules: ElectionRules, pings: [String]
    ) throws {
        var lab = StepLab(
            StepCase("answer at the ping's instant", nil, [a(renewed: -60, pinged: -60)], nil),
            rules: rules)

        _ = lab.reconcile()

        #expect(lab.pings == pings)
    }

    @Test func `explains what it decided`() throws {
        var lab = StepLab(
            StepCase(
                "R4", held(by: "a"),
                [Fixture("a", "8.2.0", "8.2.0"), Fixture("b", "8.1.0", "8.1.0")], nil))

        let decision = lab.reconcile().decision

        #expect(decision.cause == .betterCandidate("b"))
        #expect(
            decision.ranking
                == CandidateRanking(
                    best: "b", runnerUp: .init(name: "a", lostBy: .emulationVersion)))
        #expect(decision.verdict == .elect(strategy: oev, electee: "b"))
        #expect(
            decision.standings == [
                .init(name: "a", state: .fresh), .init(name: "b", state: .fresh),
            ]
        )
    }

    @Test(
        arguments: [
            ("no candidate counts", nil, [a(renewed: nil)], nil),
            ("no lease", nil, [aFresh], .leaseMissing),
            ("expired", held(by: "x", renewed: -60), [aFresh], .leaseExpired),
            ("no holder", held(by: ""), [aFresh], .noHolder),
            ("healthy", held(by: "a"), [aFresh], nil),
            ("silence", held(by: "a"), [a(renewed: -901)], .refreshDue(candidate: "a")),
            ("better", held(by: "x"), [aFresh], .betterCandidate("a")),
        ] as [(String, JSONObject?, [CandidateFixture], ElectionCause?)])
    func `says why an election is needed`(
        id: String, lease: JSONObject?, candidates: [CandidateFixture], cause: ElectionCause?
    ) throws {
        var lab = StepLab(StepCase(id, lease, candidates, nil))

        #expect(lab.reconcile().decision.cause == cause, "\(id)")
    }
}

/// The storage and the controller of one step.
private struct StepLab {
    let key = lab("widget")
    var storage = StorageDouble()
    var controller: ElectionController
    var cache = ElectionCache()

    init(_ step: StepCase, rules: ElectionRules = .singleStrategy) {
        controller = ElectionController(rules: rules)
        if let lease = step.lease { storage.setLease(key, lease, at: now) }
        for candidate in step.candidates { candidate.add(to: &storage) }
        for change in storage.takeNews() { _ = cache.apply(change) }
    }

    mutating func reconcile() -> Reconciliation {
        controller.reconcile(key, at: now, cache, in: &storage)
    }

    /// The candidates that were pinged in the step.
    var pings: [String] {
        var storage = storage
        return storage.takeNews().compactMap { change in
            guard case .candidate(let candidate) = change else { return nil }
            return candidate.pingTime == now ? candidate.name : nil
        }
    }
}
