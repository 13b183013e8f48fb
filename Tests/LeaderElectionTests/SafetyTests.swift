import KubeJSON
import KubeTestSupport
import KubeTime
import LeaderElection
import Testing

/// Never two who work at a time, whatever happens.
@Suite struct `Electors in a world` {
    @Test func `agree on one leader within two retry periods`() throws {
        let world = try World()
        for name in ["a", "b", "c"] { try world.start(name) }

        try world.run(until: "one works", atMost: .seconds(4)) { world.workers.count == 1 }
        try world.run(for: .seconds(60))

        #expect(world.clashes.isEmpty)
        #expect(world.programs.map(\.worked).reduce(0, +) == 1)
        #expect(try world.findings.isEmpty)
    }

    @Test func `wait for the lease of a leader that died`() throws {
        let world = try World()
        let a = try world.start("a")
        try world.run(until: "a works") { a.isWorking }
        let b = try world.start("b")
        try world.run(for: .seconds(9))

        a.kill()
        let waited = try world.run(until: "b works") { b.isWorking }

        // The last renewal was at most a retry period before.
        #expect(waited >= .seconds(13))
        #expect(waited <= .seconds(15 + 5))
    }

    @Test(arguments: ["both", "toServer", "toClient"])
    func `stop working in time when they are cut off`(direction: String) throws {
        let world = try World()
        let a = try world.start("a")
        try world.run(until: "a works") { a.isWorking }
        let b = try world.start("b")
        try world.run(for: .seconds(9))

        try world.separate("a", direction)
        try world.run(until: "b works") { b.isWorking }

        #expect(a.losses == [.notRenewed])
        let margin = try #require(world.margin(of: a))
        #expect(margin >= .seconds(1.5), "\(margin)")
        #expect(world.clashes.isEmpty)
    }

    @Test(arguments: [(15, 10, 2), (4, 3, 1), (5, 4, 1), (3, 2, 1), (10, 9, 7)])
    func `keep a tenth of the lease, whatever the settings`(
        lease: Int, deadline: Int, retry: Int
    ) throws {
        let world = try World()
        let a = try world.start("a") {
            $0.configuration = World.configuration("a", lease, deadline, retry)
        }
        try world.run(until: "a works") { a.isWorking }
        try world.run(for: .seconds(3 * lease))
        #expect(a.losses.isEmpty)

        try world.play.addFault(#"{"match":{"client":"a"},"do":{"hang":true}}"#)
        try world.run(until: "a stopped") { !a.isWorking }

        let margin = try #require(world.margin(of: a))
        #expect(margin >= .seconds(lease) / 10, "\(margin)")
    }

    @Test(arguments: [
        #"{"match":{"client":"a"},"do":{"hang":true}}"#,
        #"{"match":{"client":"a"},"do":{"reset":true}}"#,
        #"{"match":{"client":"a"},"do":{"garbage":true}}"#,
        #"{"match":{"client":"a"},"do":{"answer":{"code":502,"text":"<html>"}}}"#,
        #"{"match":{"client":"a","verb":"write"},"do":{"error":"forbidden"}}"#,
        #"{"match":{"client":"a","verb":"write"},"do":{"error":"etcdTimeout"}}"#,
    ])
    func `stop working in time when their requests fail`(fault: String) throws {
        let world = try World()
        let a = try world.start("a")
        try world.run(until: "a works") { a.isWorking }
        let b = try world.start("b")
        try world.run(for: .seconds(9))

        try world.play.addFault(fault)
        try world.run(until: "b works") { b.isWorking }

        #expect(a.losses == [.notRenewed])
        #expect(try #require(world.margin(of: a)) >= .seconds(1.5))
        #expect(world.clashes.isEmpty)
    }

    @Test func `find out after a pause that others lead, before they write`() throws {
        let world = try World()
        let a = try world.start("a")
        try world.run(until: "a works") { a.isWorking }
        let b = try world.start("b")
        try world.run(for: .seconds(9))

        a.pause()
        try world.run(for: .seconds(30))
        #expect(b.isWorking)
        a.resume()
        try world.run(for: .seconds(2))

        #expect(!a.isWorking)
        #expect(a.losses == [.notRenewed])
        #expect(world.clashes.isEmpty)
    }

    @Test func `do not lead by an answer that comes after the lease`() throws {
        let world = try World()
        let a = try world.start("a")
        try world.run(for: .milliseconds(1))

        a.pause()
        try world.run(for: .seconds(20))
        a.resume()
        try world.run(for: .zero)

        #expect(a.worked == 0)
        try world.run(until: "a works") { a.isWorking }
    }

    @Test func `stop at once when they see that the lease was stolen`() throws {
        let world = try World()
        let a = try world.start("a")
        try world.run(until: "a works") { a.isWorking }

        try world.steal(by: "thief")
        try world.run(for: .seconds(2.1))

        #expect(!a.isWorking)
        #expect(a.losses == [.takenOver(by: "thief")])
        #expect(try world.lease?["holderIdentity"] == "thief")
    }

    @Test func `do not overwrite a lease that is stolen between reading and writing`() throws {
        let world = try World()
        let a = try world.start("a")
        try world.run(until: "a works") { a.isWorking }
        try world.play.addFault(
            #"{"name":"hold","match":{"client":"a","verb":"write"},"do":{"hold":true}}"#)
        try world.run(for: .seconds(2.1))
        #expect(try world.play.held().count == 1)

        try world.steal(by: "thief")
        try world.ask("DELETE", "/fake/faults")
        try world.ask("POST", "/fake/held")
        try world.run(for: .seconds(3))

        #expect(try world.lease?["holderIdentity"] == "thief")
        #expect(a.losses == [.takenOver(by: "thief")])
    }

    @Test(arguments: ["create", "update"])
    func `do not stand in their own way when the answer to their first write is lost`(
        verb: String
    ) throws {
        let world = try World()
        if verb == "update" {
            try world.ask("POST", APIClient.leases, #"{"metadata":{"name":"app"},"spec":{}}"#)
        }
        try world.play.addFault(
            #"{"match":{"client":"a","verb":"\#(verb)"},"at":"afterCommit","do":{"reset":true},"times":1}"#
        )
        let a = try world.start("a")

        try world.run(until: "a works", atMost: .seconds(10)) { a.isWorking }

        #expect(try world.lease?["holderIdentity"] == "a")
    }

    @Test(arguments: ["reset", "hang"])
    func `go on when the answer to a renewal is lost`(action: String) throws {
        let world = try World()
        let a = try world.start("a")
        try world.run(until: "a works") { a.isWorking }
        try world.play.addFault(
            #"{"match":{"client":"a","verb":"update"},"at":"afterCommit","do":{"\#(action)":true},"times":1}"#
        )

        try world.run(for: .seconds(60))

        #expect(a.isWorking && a.losses.isEmpty)
        #expect(try world.findings.isEmpty)
    }

    @Test(arguments: ["received", "beforeCommit", "afterCommit"], [(15, 10, 2), (4, 3, 1)])
    func `lead throughout while every write takes most of the deadline`(
        phase: String, settings: (lease: Int, deadline: Int, retry: Int)
    ) throws {
        let (lease, deadline, retry) = settings
        for beginsSlowly in [true, false] {
            let world = try World()
            let fault =
                #"{"match":{"verb":"write"},"at":"\#(phase)","#
                + #""do":{"delay":"\#(deadline * 800)ms"}}"#
            if beginsSlowly { try world.play.addFault(fault) }
            let a = try world.start("a") {
                $0.configuration = World.configuration("a", lease, deadline, retry)
            }
            try world.run(until: "a works") { a.isWorking }
            let b = try world.start("b") {
                $0.configuration = World.configuration("b", lease, deadline, retry)
            }
            try world.run(for: .seconds(5))
            if !beginsSlowly { try world.play.addFault(fault) }

            try world.run(for: .seconds(20 * lease))

            #expect(a.isWorking && a.losses.isEmpty, "\(a.losses)")
            #expect(b.worked == 0)
        }
    }

    @Test(arguments: [-30, 30])
    func `do not go by the clocks of others`(skew: Int) throws {
        let world = try World()
        let a = try world.start("a") { $0.skew = .seconds(skew) }
        try world.run(until: "a works") { a.isWorking }
        let b = try world.start("b")

        try world.run(for: .seconds(120))

        #expect(a.isWorking && b.worked == 0)
    }

    @Test func `respect a lease that lasts longer than theirs`() throws {
        let world = try World()
        try world.ask(
            "POST", APIClient.leases,
            #"{"metadata":{"name":"app"},"spec":{"holderIdentity":"x","leaseDurationSeconds":45}}"#)
        let a = try world.start("a")

        try world.run(for: .seconds(44))
        #expect(a.worked == 0)
        try world.run(until: "a works", atMost: .seconds(5)) { a.isWorking }
    }

    @Test(arguments: [#"{"holderIdentity":"","leaseDurationSeconds":1}"#, "{}"])
    func `take a lease that was given back at once`(spec: String) throws {
        let world = try World()
        try world.ask("POST", APIClient.leases, #"{"metadata":{"name":"app"},"spec":\#(spec)}"#)
        let a = try world.start("a")

        try world.run(until: "a works", atMost: .seconds(1)) { a.isWorking }

        #expect(try world.lease?["leaseTransitions"] == 1)
    }

    @Test func `go on when their lease is deleted, and let nobody else in`() throws {
        let world = try World()
        let a = try world.start("a")
        let b = try world.start("b")
        try world.run(until: "one works") { world.workers.count == 1 }

        try world.ask("DELETE", "\(APIClient.leases)/app")
        try world.run(for: .seconds(60))

        #expect(world.workers.count == 1)
        #expect(world.clashes.isEmpty)
        #expect(a.worked + b.worked <= 2)
    }

    @Test func `keep a lease that others write labels into`() throws {
        let world = try World()
        let a = try world.start("a")
        try world.run(until: "a works") { a.isWorking }

        for number in 0..<40 {
            try world.run(for: .seconds(1.5))
            try world.patch(#"{"metadata":{"labels":{"n":"\#(number)"}}}"#)
        }

        #expect(a.losses.isEmpty)
        let object = try world.ask("GET", "\(APIClient.leases)/app")
        #expect(object[path: "metadata", "labels", "n"] == "39")
    }

    @Test func `do not act on what is older than what they have seen`() throws {
        let world = try World()
        let a = try world.start("a")
        try world.run(until: "a works") { a.isWorking }
        let b = try world.start("b")
        try world.run(for: .seconds(9))

        try world.play.addFault(
            #"{"match":{"verb":"get","client":["a","b"]},"do":{"stale":{"by":5}}}"#)
        try world.run(for: .seconds(120))

        #expect(world.workers == ["a"])
        #expect(b.worked == 0)
        #expect(a.losses.isEmpty)
    }
}
