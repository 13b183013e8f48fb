import KubeCluster
import KubeHTTP1
import KubeTime

/// Tests that expect something of the server, at random instants.
extension Simulation {
    private static let conditions = [
        #"{"lease":"default/widget","holder":"c0"}"#,
        #"{"lease":"default/widget","expired":true}"#,
        #"{"not":{"lease":"default/widget","free":true}}"#,
        #"{"any":[{"object":"leasecandidates/default/c1"},{"quiet":"300ms"}]}"#,
        #"{"requests":{"verb":"write","holder":"c*"},"count":{"exactly":3}}"#,
        #"{"sequence":[{"verb":"create"},{"verb":"update"}]}"#,
        #"{"terms":"default/widget","findings":"none"}"#,
        #"{"all":[{"watches":{}},{"held":0},{"not":{"faults":"spent"}}]}"#,
    ]

    /// Begins to expect something, and gives some of it up that was expected before.
    mutating func expect() throws {
        guard var random = expectationRandom else { return }
        defer {
            expectationRandom = random
            events.add(.expect, at: now + .milliseconds(Int.random(in: 1...400, using: &random)))
        }
        guard server.isUp, !server.isDoomed else { return }
        if expected.count > 20 {
            server.abandon(expected.remove(at: Int.random(in: 0..<20, using: &random)))
        }
        let condition = Self.conditions.randomElement(using: &random) ?? "{}"
        let goal = ["within", "throughout"].randomElement(using: &random) ?? ""
        let clock = ["machine", "cluster"].randomElement(using: &random) ?? ""
        let body =
            #"{"that":\#(condition),"\#(goal)":"\#(Int.random(in: 0...9000, using: &random))ms","#
            + #""clock":"\#(clock)"}"#
        guard case .wait(let wait) = server.exchange("POST", "/fake/expect", Array(body.utf8))
        else { throw Violation("an expectation is not waited for: \(body)") }
        expected.append(wait)
        try work()
        expected.removeAll { server.resume($0) }
    }

    /// Forgets what was expected of a server that has ended.
    mutating func forgetExpectations() { expected = [] }
}

extension Scenario.Fault {
    /// Whether the server ends once it works again, and not at once.
    var endsServerWhenItWorks: Bool {
        guard case .restartServer(let restart) = self else { return false }
        return restart.ending == .killBeforeCommit
    }
}
