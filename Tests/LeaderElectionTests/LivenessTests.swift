import KubeJSON
import KubeTestSupport
import KubeTime
import LeaderElection
import Testing

/// Always somebody again.
@Suite struct `Electors in trouble` {
    /// A world in which a program called `a` leads by client-go's settings.
    private func led() throws -> (World, WorldProgram) {
        let world = try World()
        let a = try world.start("a")
        try world.run(until: "a works") { a.isWorking }
        return (world, a)
    }

    @Test(arguments: [
        #"{"error":"etcdTimeout"}"#, #"{"error":"tooManyRequests"}"#,
        #"{"answer":{"code":429,"text":"Too many requests, please try again later.\n"}}"#,
        #"{"answer":{"code":502,"headers":{"Content-Type":"text/html"},"text":"<html>"}}"#,
        #"{"error":"unauthorized"}"#,
    ])
    func `go on leading when the server fails for half the deadline`(action: String) throws {
        let (world, a) = try led()

        try world.play.addFault(#"{"match":{"client":"a"},"until":{"after":"5s"},"do":\#(action)}"#)
        try world.run(for: .seconds(60))

        #expect(a.isWorking && a.losses.isEmpty)
    }

    @Test func `lead again soon after a server that failed for long`() throws {
        let (world, a) = try led()

        try world.play.addFault(#"{"until":{"after":"30s"},"do":{"error":"etcdTimeout"}}"#)
        try world.run(for: .seconds(30))
        #expect(a.losses == [.notRenewed])
        #expect(try #require(world.margin(of: a)) >= .seconds(1.5))

        try world.run(until: "a works", atMost: .seconds(15 + 6)) { a.isWorking }
        #expect(a.worked == 2)
    }

    @Test func `hand over at once when they are told to stop`() throws {
        let (world, a) = try led()
        let b = try world.start("b")
        try world.run(for: .seconds(9))

        a.stop()
        try world.run(until: "b works", atMost: .seconds(5)) { b.isWorking }

        #expect(a.hasEnded && a.error == nil)
        #expect(a.elector.state == .released)
        #expect(world.clashes.isEmpty)
    }

    @Test(arguments: ["received", "beforeCommit", "afterCommit"])
    func `hand over when they are told to stop during a renewal`(phase: String) throws {
        let (world, a) = try led()
        try world.play.addFault(
            #"{"match":{"client":"a","verb":"write"},"times":1,"at":"\#(phase)","do":{"hold":true}}"#
        )
        try world.run(for: .seconds(0.5))
        #expect(try world.play.held().count == 1)

        a.stop()
        try world.run(for: .seconds(1))
        try world.ask("POST", "/fake/held")
        try world.run(until: "a ended", atMost: .seconds(10)) { a.hasEnded }

        #expect(try world.lease?["holderIdentity"] == "")
        #expect(a.elector.state == .released)
    }

    @Test func `hand over in spite of a renewal that is never answered`() throws {
        let (world, a) = try led()
        try world.play.addFault(
            #"{"match":{"client":"a","verb":"write"},"times":1,"do":{"hang":true}}"#)
        try world.run(for: .seconds(2.1))

        a.stop()
        try world.run(until: "a ended", atMost: .seconds(10)) { a.hasEnded }

        #expect(try world.lease?["holderIdentity"] == "")
    }

    @Test func `hand over in spite of conflicts`() throws {
        let (world, a) = try led()
        try world.play.addFault(
            #"{"match":{"client":"a","verb":"write"},"times":3,"do":{"error":"conflict"}}"#)

        a.stop()
        try world.run(until: "a ended", atMost: .seconds(1)) { a.hasEnded }

        #expect(try world.lease?["holderIdentity"] == "")
    }

    @Test func `do not try for ever to hand over`() throws {
        let (world, a) = try led()
        try world.play.addFault(#"{"match":{"client":"a"},"do":{"hang":true}}"#)

        a.stop()
        let waited = try world.run(until: "a ended", atMost: .seconds(11)) { a.hasEnded }

        #expect(waited >= .seconds(9))
        #expect(a.elector.state == .idle)
    }

    @Test func `keep the lease until their work has ended`() throws {
        let world = try World()
        let a = try world.start("a") { $0.windDown = .seconds(40) }
        try world.run(until: "a works") { a.isWorking }
        let b = try world.start("b")
        try world.run(for: .seconds(9))

        a.stop()
        try world.run(for: .seconds(39))
        #expect(a.isWorking && b.worked == 0)
        try world.run(until: "b works", atMost: .seconds(10)) { b.isWorking }

        #expect(world.clashes.isEmpty)
    }

    @Test func `do not hand over before their work has ended, even if they have lost the lease`()
        throws
    {
        let world = try World()
        let a = try world.start("a") { $0.windDown = .seconds(2) }
        try world.run(until: "a works") { a.isWorking }
        let b = try world.start("b")
        try world.play.addFault(
            #"{"name":"no","match":{"client":"a","verb":"write"},"do":{"error":"forbidden"}}"#)
        try world.run(until: "a is told to end its work") { !a.losses.isEmpty }

        try world.ask("DELETE", "/fake/faults/no")
        try world.run(for: .seconds(1.9))
        #expect(a.isWorking && b.worked == 0)
        #expect(try world.lease?["holderIdentity"] == "a")
        // Now it is given back, and whoever is first takes it.
        try world.run(until: "one works", atMost: .seconds(5)) { a.worked + b.worked == 2 }

        #expect(world.clashes.isEmpty)
    }

    @Test func `leave the lease alone when they are told to`() throws {
        let world = try World()
        let a = try world.start("a") { $0.configuration.releasesOnStop = false }
        try world.run(until: "a works") { a.isWorking }

        a.stop()
        try world.run(until: "a ended", atMost: .seconds(1)) { a.hasEnded }

        #expect(try world.lease?["holderIdentity"] == "a")
        #expect(a.elector.state == .idle)
    }

    @Test func `end before they have ever reached a server`() throws {
        let world = try World()
        try world.play.addFault(#"{"do":{"hang":true}}"#)
        let a = try world.start("a")
        try world.run(for: .seconds(7))

        a.stop()
        try world.run(until: "a ended", atMost: .seconds(1)) { a.hasEnded }

        #expect(a.worked == 0 && a.error == nil)
    }
}

/// What others may expect of an elector that all is well with.
@Suite struct `An elector with manners` {
    @Test func `writes once in a retry period, and reads while it waits`() throws {
        let world = try World()
        let a = try world.start("a")
        try world.run(until: "a works") { a.isWorking }
        try world.start("b")
        try world.run(for: .seconds(100))

        let requests = try world.play.requests()
        let writes = requests.count { $0["method"] != "GET" }
        #expect((48...53).contains(writes), "\(writes)")
        #expect(requests.allSatisfy { $0["userAgent"] == "test" })
        let reads = requests.count { $0["method"] == "GET" && $0["client"] == "b" }
        #expect((22...51).contains(reads), "\(reads)")
    }

    @Test(arguments: ["conflict", "forbidden"])
    func `does not hurry when it is refused`(error: String) throws {
        let world = try World()
        try world.play.addFault(#"{"match":{"verb":"write"},"do":{"error":"\#(error)"}}"#)
        try world.start("a")

        try world.run(for: .seconds(100))

        let requests = try world.play.requests("?client=a")
        #expect(requests.count <= 2 * 51, "\(requests.count)")
    }

    @Test func `keeps what others have written`() throws {
        let world = try World()
        let a = try world.start("a") { $0.configuration.labels = ["mine": "1"] }
        try world.run(until: "a works") { a.isWorking }
        try world.patch(
            #"{"metadata":{"labels":{"l":"1"},"annotations":{"n":"2"}},"spec":{"strategy":"x.io/y"}}"#
        )

        try world.run(for: .seconds(10))

        let lease = try world.ask("GET", "\(APIClient.leases)/app")
        #expect(lease[path: "metadata", "labels"] == ["mine": "1", "l": "1"])
        #expect(lease[path: "metadata", "annotations", "n"] == "2")
    }

    @Test func `dates the lease by the wall clock`() throws {
        let world = try World()
        let a = try world.start("a") { $0.skew = .seconds(86_400) }
        try world.run(until: "a works") { a.isWorking }
        try world.run(for: .seconds(20))

        let spec = try #require(try world.lease)
        #expect(spec["acquireTime"]?.string?.hasPrefix("2026-01-02T00:00:00.") == true)
        #expect(spec["renewTime"]?.string?.hasPrefix("2026-01-02T00:00:") == true)
        #expect(spec["renewTime"] != spec["acquireTime"])
    }
}
