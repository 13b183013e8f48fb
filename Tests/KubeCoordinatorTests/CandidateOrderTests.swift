import Testing

@testable import KubeCoordinator

@Suite struct `The best candidate for OldestEmulationVersion` {
    @Test(
        arguments: [
            ("P1", [], nil),
            ("P2", [CandidateFixture("a", "3.1.0", "3.1.0")], "a"),
            (
                "P3",
                [
                    CandidateFixture("a", "3.1.0", "3.1.0", created: -7200),
                    CandidateFixture("b", "3.2.0", "3.2.0"),
                ], "a"
            ),
            (
                "P4",
                [
                    CandidateFixture("a", "3.1.0", "3.1.0"),
                    CandidateFixture("b", "3.1.0", "3.2.0"),
                ], "a"
            ),
            (
                "P5",
                [
                    CandidateFixture("b", "3.1.0", "3.1.0", created: -3600),
                    CandidateFixture("a", "3.1.0", "3.1.0", created: -7200),
                ], "a"
            ),
            (
                "P6",
                [
                    CandidateFixture("a", "junk", "3.1.0"), CandidateFixture("b", "3.9.0", "3.9.0"),
                ], "b"
            ),
            (
                "P7",
                [
                    CandidateFixture("a", "3.1.0", "junk"), CandidateFixture("b", "3.9.0", "3.9.0"),
                ], "b"
            ),
            ("P8", [CandidateFixture("a", "3.1.0", "")], nil),
            (
                "P9",
                [
                    CandidateFixture("a", "3.2.0", "3.20.0"),
                    CandidateFixture("b", "3.19.0", "3.20.0"),
                ], "a"
            ),
        ] as [(String, [CandidateFixture], String?)])
    func `follows the table`(id: String, candidates: [CandidateFixture], best: String?) throws {
        let contenders = try candidates.map { try $0.contender }

        for order in [contenders, contenders.reversed()] {
            #expect(CandidateOrder(holder: nil).ranking(of: order)?.best == best, "\(id)")
        }
    }

    @Test(arguments: [(nil, "a"), ("b", "b"), ("stranger", "a")] as [(String?, String)])
    func `is the holder, else the lower name, when all else is equal`(
        holder: String?, best: String
    ) throws {
        let contenders = try ["c", "b", "a"].map {
            try CandidateFixture($0, "3.1.0", "3.1.0").contender
        }

        let ranking = CandidateOrder(holder: holder).ranking(of: contenders)

        #expect(ranking?.best == best)
        #expect(ranking?.runnerUp?.lostBy == (holder == "b" ? .currentHolder : .name))
    }

    @Test(
        arguments: [
            (CandidateFixture("b", "3.2.0", "3.2.0", created: -9000), .emulationVersion),
            (CandidateFixture("b", "3.1.0", "3.2.0", created: -9000), .binaryVersion),
            (CandidateFixture("b", "3.1.0", "3.1.0", created: -3599), .creationTimestamp),
        ] as [(CandidateFixture, RankingCriterion)])
    func `says what the next one lost by`(
        other: CandidateFixture, criterion: RankingCriterion
    ) throws {
        let contenders = try [other, CandidateFixture("a", "3.1.0", "3.1.0")].map {
            try $0.contender
        }

        let ranking = CandidateOrder(holder: "b").ranking(of: contenders)

        #expect(
            ranking == CandidateRanking(best: "a", runnerUp: .init(name: "b", lostBy: criterion)))
    }
}

@Suite struct `Comparing two candidates` {
    private static let usual = CandidateFixture("c", "5.2.0", "5.3.0")

    @Test(
        arguments: [
            ("Q1", CandidateFixture("c", "5.2.0", "5.3.0", created: -60), usual, 1),
            ("Q2", CandidateFixture("c", "", ""), usual, -1),
            ("Q3", usual, CandidateFixture("c", "", ""), 1),
            ("Q4", CandidateFixture("c", "zzz", "zzz"), usual, -1),
            ("Q5", usual, CandidateFixture("c", "zzz", "zzz"), 1),
            ("Q6", CandidateFixture("c", "5.1.0", "5.3.0"), usual, -1),
            ("Q7", usual, CandidateFixture("c", "5.1.0", "5.3.0"), 1),
            (
                "Q8", CandidateFixture("c", "5.2.0", "5.30.0"),
                CandidateFixture("c", "5.19.0", "5.30.0"), -1
            ),
            ("Q9", usual, usual, -1),
        ] as [(String, CandidateFixture, CandidateFixture, Int)])
    func `prefers the right one only if it is strictly better`(
        id: String, left: CandidateFixture, right: CandidateFixture, expected: Int
    ) throws {
        let order = CandidateOrder(holder: nil)

        let isRightBetter = order.isBetter(try right.contender, than: try left.contender)

        #expect((isRightBetter ? 1 : -1) == expected, "\(id)")
    }

    @Test(arguments: [
        ("3.1.0", "3.1.0", true), ("junk", "3.1.0", false), ("3.1.0", "junk", false),
        (" v3.1 ", "03.01.0", true), ("3.1-rc", "3.1.0", false),
    ])
    func `counts those whose versions can be read`(
        emulation: String, binary: String, expected: Bool
    ) throws {
        #expect(try CandidateFixture("a", emulation, binary).contender.hasVersions == expected)
    }

    @Test(arguments: [
        [CandidateFixture("b", "6.1.0", "6.2.0")], [CandidateFixture("b", "6.1.0", "6.1.0")], [],
    ])
    func `leaves the leader in office when nobody is better`(others: [CandidateFixture]) throws {
        let leader = CandidateFixture("a", "6.1.0", "6.1.0")

        let ranking = CandidateOrder(holder: "a")
            .ranking(of: try (others + [leader]).map { try $0.contender })

        #expect(ranking?.best == "a")
    }
}
