import KubeJSON
import KubeTestSupport
import KubeTime
import LeaderElection
import Testing

@Suite struct `Coordinated electors in a world` {
    private static let candidates =
        "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates"

    @Test func `are led by the best candidate`() throws {
        let world = try World(coordinated: true)
        let new = try world.startCandidate("new", emulating: "1.36.0")
        let old = try world.startCandidate("old", emulating: "1.35.0")

        try world.run(until: "one works", atMost: .seconds(30)) { world.workers.count == 1 }
        try world.run(for: .seconds(60))

        #expect(old.isWorking && !new.isWorking)
        #expect(world.clashes.isEmpty)
    }

    @Test func `yield to a better candidate within a retry period`() throws {
        let world = try World(coordinated: true)
        let new = try world.startCandidate("new", emulating: "1.36.0")
        try world.run(until: "new works", atMost: .seconds(30)) { new.isWorking }
        let old = try world.startCandidate("old", emulating: "1.35.0")

        try world.run(until: "old is preferred", atMost: .seconds(30)) {
            (try? world.lease?["preferredHolder"]) == "old"
        }
        try world.run(until: "new stops", atMost: .seconds(2.1)) { !new.isWorking }
        #expect(new.losses == [.yielded(to: "old")])
        try world.run(until: "old works", atMost: .seconds(10)) { old.isWorking }

        #expect(world.clashes.isEmpty)
    }

    @Test func `lead again when whom they made room for has vanished`() throws {
        let world = try World(coordinated: true)
        let new = try world.startCandidate("new", emulating: "1.36.0")
        try world.run(until: "new works", atMost: .seconds(30)) { new.isWorking }
        let old = try world.startCandidate("old", emulating: "1.35.0")
        try world.run(until: "old is preferred", atMost: .seconds(30)) {
            (try? world.lease?["preferredHolder"]) == "old"
        }

        old.kill()
        try world.ask("DELETE", "\(Self.candidates)/old")
        try world.run(for: .seconds(3))
        try world.run(until: "new works", atMost: .seconds(60)) { new.isWorking }
        try world.run(for: .seconds(60))

        #expect(new.isWorking)
    }

    @Test func `lead again after a leader that died`() throws {
        let world = try World(coordinated: true)
        let new = try world.startCandidate("new", emulating: "1.36.0")
        let old = try world.startCandidate("old", emulating: "1.35.0")
        try world.run(until: "old works", atMost: .seconds(30)) { old.isWorking }

        old.kill()
        try world.run(until: "new works", atMost: .seconds(60)) { new.isWorking }

        #expect(world.clashes.isEmpty)
    }

    @Test func `answer pings, also while their watch is stalled`() throws {
        let world = try World(coordinated: true)
        let a = try world.startCandidate("a", emulating: "1.36.0")
        try world.run(until: "a works", atMost: .seconds(30)) { a.isWorking }
        try world.play.addFault(
            #"{"match":{"client":"a","resource":"leasecandidates"},"do":{"watch":{"then":"stall"}}}"#
        )
        try world.run(for: .seconds(5))

        let ping = "2026-01-01T00:10:00.000000Z"
        try world.run(for: .seconds(600))
        try world.patch(#"{"spec":{"pingTime":"\#(ping)"}}"#, at: "\(Self.candidates)/a")
        try world.run(for: .seconds(16))

        let renewed = try world.ask("GET", "\(Self.candidates)/a")[path: "spec", "renewTime"]?
            .string
        #expect(try #require(renewed) > ping)
    }

    @Test func `are candidates again when those are deleted`() throws {
        let world = try World(coordinated: true)
        let a = try world.startCandidate("a", emulating: "1.36.0")
        try world.run(until: "a works", atMost: .seconds(30)) { a.isWorking }

        try world.ask("DELETE", "\(Self.candidates)/a")
        try world.run(for: .seconds(1))

        #expect(
            try world.ask("GET", "\(Self.candidates)/a")[path: "spec", "leaseName"] == "app")
    }

    @Test func `end with their candidacy when no server serves candidates`() throws {
        let world = try World()
        let a = try world.startCandidate("a", emulating: "1.36.0")

        try world.run(for: .seconds(30))

        #expect(a.worked == 0)
        #expect(a.candidacy?.hasSynced == false)
    }
}
