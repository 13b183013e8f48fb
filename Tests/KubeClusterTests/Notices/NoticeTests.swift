import FakeAPIServerKit
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Logging
import Testing

@Suite struct `What the log tells of a cluster` {
    private let log = ClusterLog()
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay()
        play.handler.host.logger = log.logger
    }

    // MARK: Leases

    @Test func `is who did what to a lease, and who held it before and after`() throws {
        try play.create("web")
        try play.patch("web", holder: "b", as: "b")
        try play.patch("web", holder: "", as: "b")
        _ = try play.send(
            "DELETE", "\(APIClient.leases)/web", fields: ["User-Agent": "kubectl/v1.36"])

        #expect(
            log.all == [
                "Created a lease: by=unknown client=a holder=a lease=default/web resourceVersion=6",
                "Took a lease: by=unknown client=b former=a holder=b lease=default/web "
                    + "resourceVersion=7",
                "Released a lease: by=unknown client=b former=b holder= lease=default/web "
                    + "resourceVersion=8",
                "Deleted a lease: by=kubectl lease=default/web resourceVersion=9",
            ])
    }

    @Test(arguments: [
        (Logger.Level.info, [String]()),
        (
            .debug,
            [
                "Renewed a lease: by=unknown client=a former=a holder=a lease=default/web "
                    + "resourceVersion=7"
            ]
        ),
    ])
    func `has renewals only when requests are told too`(
        level: Logger.Level, expected: [String]
    ) throws {
        let log = ClusterLog(level: level)
        try play.create("web")
        play.handler.host.logger = log.logger

        try renew()

        #expect(log.lines(saying: "Renewed a lease") == expected)
        #expect(log.lines(saying: "Changed a lease").isEmpty)
    }

    private func renew() throws {
        _ = try play.send(
            "PATCH", "\(HandlerPlay.leases())/web",
            #"{"spec":{"renewTime":"2026-01-01T00:00:00.000000Z"}}"#,
            fields: ["Content-Type": "application/merge-patch+json"])
    }

    @Test func `is also what tests do to leases`() throws {
        try play.create("web")
        log.clear()

        try play.control(
            "POST", "/fake/leases/default/web/steal", #"{"holderIdentity":"thief"}"#)
        try play.control("POST", "/fake/leases/default/web/freeze", #"{"holderIdentity":"thief"}"#)
        try play.control("POST", "/fake/leases/default/web/thaw", #"{"holderIdentity":"thief"}"#)

        #expect(
            log.all == [
                "Took a lease: by=fake-apiserver former=a holder=thief lease=default/web "
                    + "resourceVersion=7",
                "Froze a holder: holder=thief lease=default/web",
                "Thawed a holder: holder=thief lease=default/web",
            ])
    }

    @Test func `is nothing of a dry run, or of what failed`() throws {
        try play.ask(
            "POST", "\(APIClient.leases)?dryRun=All", HandlerPlay.lease("web", holder: "a"))
        try play.patch("web", holder: "b")

        #expect(log.all.isEmpty)
    }

    // MARK: What rules do

    @Test func `has rules that are made and removed`() throws {
        try play.addFault(#"{"name":"r","tag":"t","times":1,"match":{"verb":"get"},"do":"pass"}"#)
        try play.control("PUT", "/fake/faults/r", #"{"do":{"close":true}}"#)
        try play.control("DELETE", "/fake/faults")

        #expect(
            log.all == [
                #"Made a rule: action="pass" match={"verb":"get"} phase=received rule=r tag=t "#
                    + "times=1",
                #"Replaced a rule: action={"close":true} phase=received rule=r"#,
                "Removed a rule: rule=r",
            ])
    }

    @Test func `has rules that acted, with the request in the journal and what came of it`() throws
    {
        try play.create("web")
        try play.addFault(
            #"[{"name":"s","do":{"delay":"1s"}},{"name":"r","at":"afterCommit","do":{"reset":true}}]"#
        )
        try play.patch("web", holder: "b")
        #expect(log.lines(saying: "A rule acted").isEmpty)

        play.wait(.seconds(2))

        let line = "client=a outcome=lost phase="
        let rest = "summary=patch leases default/web for holder b"
        #expect(
            log.lines(saying: "A rule acted") == [
                "A rule acted: action=delay \(line)received request=2 rule=s \(rest)",
                "A rule acted: action=reset \(line)afterCommit request=2 rule=r \(rest)",
            ])
        #expect(try play.requests("?name=web&verb=patch").map { $0["id"] } == [2])
    }

    @Test func `has rules that acted on watches`() throws {
        _ = try play.send("GET", "\(HandlerPlay.leases())?watch=true")
        try play.addFault(#"{"name":"r","do":{"watch":{"then":"stall"}}}"#)

        #expect(
            log.lines(saying: "A rule acted") == [
                "A rule acted: action=watch client=a phase=watching rule=r watch=1"
            ])
        try play.control("DELETE", "/fake/watches")
        #expect(log.lines(saying: "Cut watches") == ["Cut watches: count=1"])
    }

    @Test func `has requests that are held, and how each goes on`() throws {
        try play.addFault(#"{"name":"h","match":{"verb":"get"},"do":{"hold":true}}"#)
        try play.addFault(
            #"{"name":"t","match":{"verb":"list"},"timeout":"1s","do":{"hold":true}}"#)
        _ = try play.get("web")
        let leaving = try play.get("web", as: "b")
        _ = try play.get("web", as: "c")
        _ = try play.send("GET", HandlerPlay.leases("d"))

        try play.control("POST", "/fake/held/3", #"{"reset":true}"#)
        play.leave(leaving)
        try play.control("POST", "/fake/held", #"{"release":{"client":"a"}}"#)
        play.wait(.seconds(2))

        let held = log.lines(saying: "Held a request")
        #expect(
            held.first
                == "Held a request: client=a held=1 phase=received rule=h "
                + "summary=get leases default/web")
        #expect(held.count == 4)
        let actions = log.lines(saying: "Released a request").compactMap {
            $0.firstMatch(of: /action=(\w+) client=(\w+)/).map { "\($0.2) \($0.1)" }
        }
        #expect(actions == ["c reset", "b clientGone", "a pass", "d timeout"])
    }

    @Test func `has partitions`() throws {
        try play.control("POST", "/fake/partitions", #"{"client":"a","direction":"toServer"}"#)
        try play.control("DELETE", "/fake/partitions/a")

        #expect(
            log.all == [
                "Cut a client off: client=a direction=toServer", "Healed a partition: client=a",
            ])
    }

    @Test func `has nothing of a control request that is refused`() throws {
        try play.control("POST", "/fake/faults", #"{"do":{"no":1}}"#)
        try play.control("POST", "/fake/history/expire", #"{"before":"999"}"#)
        try play.control("POST", "/fake/clock", #"{"advance":"1s"}"#)
        try play.control("PUT", "/fake/snapshot", "{}")

        #expect(log.all.isEmpty)
    }

    // MARK: State

    @Test func `has resets, what is expired, and what is restored`() throws {
        try play.create("web")
        let snapshot = try play.ask("GET", "/fake/snapshot").body
        log.clear()

        try play.control("POST", "/fake/history/expire")
        try play.control("POST", "/fake/reset", #"{"only":["objects","journal"]}"#)
        _ = try play.send(
            "PUT", "/fake/snapshot", String(decoding: snapshot, as: UTF8.self),
            fields: ["Content-Type": "application/yaml"])

        #expect(log.all.count == 3)
        #expect(log.all.first == "Expired the history: oldestResourceVersion=6")
        #expect(
            log.all.dropFirst().first?.hasPrefix(
                "Reset the cluster: only=objects,journal resourceVersion=") == true)
        #expect(
            log.all.last?.hasPrefix("Restored a snapshot: documents=6 resourceVersion=") == true)
    }
}

@Suite struct `What the log tells of a cluster with a clock and a coordinator of its own` {
    private let log = ClusterLog()
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay { options in
            options = .electing
            options.clock = .manual(startingAt: .epoch)
        }
        play.turn()
        play.handler.host.logger = log.logger
    }

    private func addCandidate(_ name: String, _ version: String) throws {
        let candidate = """
            {"metadata":{"name":"\(name)"},"spec":{"leaseName":"app","binaryVersion":"1.1.0",\
            "emulationVersion":"\(version)","strategy":"OldestEmulationVersion",\
            "renewTime":"2026-01-01T00:00:00.000000Z"}}
            """
        let path = "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates"
        try #require(try play.ask("POST", path, candidate).status == 201)
    }

    @Test func `is who was elected, and why, in the words of the explanation`() throws {
        try addCandidate("one", "1.1.0")

        let explained = try play.control("GET", "/fake/elections/default/app")
        let why = try #require(explained["decisions"]?.array?.first?["text"]?.string)
        let line = try #require(log.lines(saying: "Decided about a lease").first)
        #expect(
            line.hasPrefix(
                "Decided about a lease: cause=leaseMissing clusterTime=2026-01-01T00:00:00.000000Z "
                    + "effect=leaseCreated lease=default/app "))
        #expect(line.hasSuffix("verdict=elect why=\(why)"))
        #expect(log.lines(saying: "Created a lease").first?.contains("holder=one") == true)
    }

    @Test func `leaves out decisions that change nothing`() throws {
        try addCandidate("one", "1.1.0")

        #expect(log.lines(saying: "Decided about a lease").count == 1)
    }

    @Test func `has the cluster's time, at which it happened`() throws {
        try addCandidate("one", "1.1.0")
        log.clear()
        try play.control("POST", "/fake/clock", #"{"advance":"16s"}"#)

        let lines = log.all
        #expect(
            lines.contains {
                $0.hasPrefix("Decided about a lease:")
                    && $0.contains("clusterTime=2026-01-01T00:00:10.000000Z")
            })
        #expect(
            lines.last
                == "Moved the clock: clusterTime=2026-01-01T00:00:16.000000Z elapsed=16s "
                + "from=2026-01-01T00:00:00.000000Z to=2026-01-01T00:00:16.000000Z")
    }

    @Test func `says how the clock goes on`() throws {
        try play.control("POST", "/fake/clock", #"{"mode":"real","rate":10}"#)

        #expect(
            log.lines(saying: "Moved the clock").first?.contains("mode=real, rate 10.0 ") == true)
    }

    @Test func `names the cluster, unless that is the default one`() throws {
        try play.ask("POST", "/fake/clusters", #"{"name":"b"}"#)
        try play.control("POST", "/clusters/b/fake/partitions", #"{"client":"a"}"#)

        #expect(
            log.lines(saying: "Cut a client off") == [
                "Cut a client off: client=a cluster=b clusterTime=2026-01-01T00:00:00.000000Z "
                    + "direction=both"
            ])
    }

    @Test func `has the coordinator's end`() throws {
        play.handler.host.stop(at: play.now)

        #expect(
            log.lines(saying: "Released a lease").first?.contains(
                "lease=kube-system/leader-election-controller") == true)
    }
}
