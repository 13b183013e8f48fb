import KubeJSON
import KubeTestSupport
import KubeTime
import LeaderElection
import Synchronization
import Testing

@Suite struct `Running an elector` {
    private let world: World

    init() throws {
        world = try World()
    }

    /// Starts a program called `a` that does this with its elector.
    private func start(
        _ main: @escaping @Sendable (LeaderElector) async throws -> Void
    ) throws -> WorldProgram {
        try world.start("a") { $0.main = main }
    }

    @Test func `for one piece of work returns what that returns, and gives the lease back`() throws
    {
        let result = Mutex(0)
        let a = try start { elector in
            let value = try await elector.withLeadership { leadership in
                #expect(leadership.identity == "a")
                #expect(leadership.transitions == 0)
                #expect(elector.isLeading)
                return 7
            }
            #expect(!elector.isLeading)
            result.withLock { $0 = value }
        }

        try world.run(until: "it has ended", atMost: .seconds(1)) { a.hasEnded }

        #expect(result.withLock(\.self) == 7 && a.error == nil)
        #expect(try world.lease?["holderIdentity"] == "")
    }

    @Test func `for one piece of work throws what that throws`() throws {
        struct Failure: Error {}
        let a = try start { elector in
            try await elector.withLeadership { _ in throw Failure() }
        }

        try world.run(until: "it has ended", atMost: .seconds(1)) { a.hasEnded }

        #expect(a.error is Failure)
        #expect(try world.lease?["holderIdentity"] == "")
    }

    @Test func `for one piece of work throws when leadership is lost meanwhile`() throws {
        let clock = world.clock
        let a = try start { elector in
            _ = try await elector.withLeadership { _ in
                try? await clock.sleep(for: .seconds(3600))
                return 7
            }
        }
        try world.run(for: .seconds(1))

        try world.steal(by: "thief")
        try world.run(until: "it has ended", atMost: .seconds(3)) { a.hasEnded }

        let error = try #require(a.error as? LeadershipLostError)
        #expect(error.loss == .takenOver(by: "thief"))
        #expect(error.description == "a does not lead default/app any more: thief holds the lease")
        #expect(try world.lease?["holderIdentity"] == "thief")
    }

    @Test func `for one piece of work throws when it is cancelled before`() throws {
        let other = #"{"holderIdentity":"other","leaseDurationSeconds":15}"#
        try world.ask("POST", APIClient.leases, #"{"metadata":{"name":"app"},"spec":\#(other)}"#)
        let a = try start { elector in
            try await elector.withLeadership { _ in _ = Issue.record("it leads") }
        }
        try world.run(for: .seconds(1))

        a.stop()
        try world.run(until: "it has ended", atMost: .seconds(1)) { a.hasEnded }

        #expect(a.error is CancellationError)
    }

    @Test func `ends when its work ends by itself`() throws {
        let a = try start { elector in try await elector.run { _ in } }

        try world.run(until: "it has ended", atMost: .seconds(1)) { a.hasEnded }

        #expect(a.error == nil)
        #expect(a.elector.state == .released)
    }

    @Test func `throws what its work throws, after the lease is given back`() throws {
        struct Failure: Error {}
        let a = try start { elector in try await elector.run { _ in throw Failure() } }

        try world.run(until: "it has ended", atMost: .seconds(1)) { a.hasEnded }

        #expect(a.error is Failure)
        #expect(try world.lease?["holderIdentity"] == "")
    }

    @Test func `again is possible once it has ended`() throws {
        let a = try start { elector in
            try await elector.run { _ in }
            try await elector.run { _ in }
        }

        try world.run(until: "it has ended", atMost: .seconds(2)) { a.hasEnded }

        #expect(try world.lease?["leaseTransitions"] == 1)
    }

    @Test func `tells where it is, to everybody who asks`() throws {
        let told = Told()
        let a = try start { elector in
            await withDiscardingTaskGroup { group in
                for _ in 1...2 {
                    group.addTask {
                        var states: [LeaderElector.State] = []
                        for await state in elector.states { states.append(state) }
                        told.append(states)
                    }
                }
                group.addTask { await elector.run() }
            }
        }
        try world.run(for: .seconds(1))
        try world.steal(by: "thief")
        try world.run(for: .seconds(3))
        try world.ask("POST", "/fake/leases/default/app/release")
        try world.run(for: .seconds(5))

        a.stop()
        try world.run(until: "it has ended", atMost: .seconds(1)) { a.hasEnded }

        let texts = told.states.map { $0.map(\.description) }
        // Whoever began to listen before the run began was told that it had not.
        let expected = [
            "sees no leader", "a leads default/app",
            "does not lead any more: thief holds the lease", "sees no leader", "sees thief lead",
            "a leads default/app",
        ]
        #expect(texts.count == 2)
        for states in texts {
            #expect(states.drop { $0 == "does not compete" } == expected[...])
        }
    }

    @Test func `ends what it tells when it ends`() throws {
        let told = Told()
        let a = try start { elector in
            async let states: Void = {
                var states: [LeaderElector.State] = []
                for await state in elector.states { states.append(state) }
                told.append(states)
            }()
            try await elector.run { _ in }
            await states
        }

        try world.run(until: "it has ended", atMost: .seconds(2)) { a.hasEnded }

        let last = try #require(told.states.first).suffix(3).map(\.description)
        #expect(
            last == ["a leads default/app", "does not compete", "has given the lease back"])
    }

    @Test func `says that it does not lead when the lease is over, though it could not find out`()
        throws
    {
        let a = try world.start("a")
        try world.run(until: "a works") { a.isWorking }
        #expect(a.elector.isLeading)

        a.pause()
        try world.run(for: .seconds(11))
        #expect(a.elector.isLeading)
        #expect(a.elector.healthProblem() == nil)
        try world.run(for: .seconds(2.2))
        #expect(!a.elector.isLeading)
        try world.run(for: .seconds(22.8))

        #expect(
            a.elector.healthProblem() == "failed election to renew leadership on lease app")
    }

    @Test func `reports all that happens, in order`() throws {
        let a = try world.start("a")
        try world.run(until: "a works") { a.isWorking }
        try world.run(for: .seconds(1))
        a.stop()
        try world.run(until: "it has ended", atMost: .seconds(1)) { a.hasEnded }

        #expect(
            a.events.map(\.description) == [
                "a became leader", "sees a lead", "a leads default/app", "renewed the lease",
                "a stopped leading", "does not lead", "sees no leader", "has given the lease back",
            ])
    }
}

/// What listeners were told.
private final class Told: Sendable {
    private let content = Mutex<[[LeaderElector.State]]>([])

    var states: [[LeaderElector.State]] { content.withLock(\.self) }

    func append(_ states: [LeaderElector.State]) { content.withLock { $0.append(states) } }
}
