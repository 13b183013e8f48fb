import Testing

@testable import KubeCoordinator

@Suite struct `Resolving the strategy` {
    private static let conflict =
        "candidates \"c0\", \"c1\" at same binary version but received differing strategies "
        + "OldestEmulationVersion, acme.example/rank"

    @Test(
        arguments: [
            ("T1", [("", oev)], oev),
            ("T2", [("", oev), ("", thirdParty)], conflict),
            ("T3", [("7.2.0", oev), ("7.1.0", thirdParty)], oev),
            ("T4", [("7.1.0", thirdParty), ("7.2.0", oev)], oev),
            ("T5", [("7.1.10", oev), ("7.1.2", thirdParty)], oev),
            ("T6", [("7.1.0", oev), ("7.1.0", oev)], oev),
            ("T7", [("7.1.0", oev), ("7.1.0", thirdParty)], conflict),
            ("T8", [], "no candidates"),
            ("T9", [("7.1.0", oev), ("7.1.0", thirdParty), ("7.2.0", oev)], oev),
            ("T9 turned", [("7.2.0", oev), ("7.1.0", thirdParty), ("7.1.0", oev)], oev),
        ] as [(String, [(binary: String, strategy: String)], String)])
    func `believes the newest binary`(
        id: String, candidates: [(binary: String, strategy: String)], expected: String
    ) throws {
        let contenders = try candidates.enumerated().map { index, candidate in
            try CandidateFixture("c\(index)", "", candidate.binary, candidate.strategy).contender
        }

        #expect(resolve(contenders, .singleStrategy) == expected, "\(id)")
    }

    @Test(
        arguments: [
            ("one", [[oev]], oev),
            ("same", [[oev], [oev]], oev),
            ("T10", [[oev], [thirdParty, oev]], thirdParty),
            ("T11", [[oev, thirdParty], [thirdParty, oev]], "invalid strategy"),
            ("T12", [[oev], [thirdParty]], "invalid strategy"),
            ("repetition", [[oev, oev]], "invalid strategy"),
            (
                "cycle below a root", [["x/root", "x/a", "x/b"], ["x/b", "x/a"]], "invalid strategy"
            ),
            ("chain", [["x/c", "x/b"], ["x/b", "x/a"]], "x/c"),
            ("none", [], "no candidates"),
        ] as [(String, [[String]], String)])
    func `of 1_31 follows the lists`(id: String, lists: [[String]], expected: String) throws {
        let contenders = try lists.enumerated().map { index, list in
            try CandidateFixture("c\(index)", "", "", preferredStrategies: list).contender
        }

        #expect(resolve(contenders, .listedStrategies) == expected, "\(id)")
    }

    private func resolve(_ contenders: [Contender], _ rules: ElectionRules) -> String {
        do {
            return try StrategyResolution(rules: rules).strategy(of: contenders)
        } catch {
            return error.description
        }
    }
}
