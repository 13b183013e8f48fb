import FakeAPIServerKit
import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

private let minute = Duration.seconds(60)
private let jumps = [.zero - minute, minute]
private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

extension HandlerPlay {
    /// Somebody sets the machine's clock forward, or back.
    fileprivate func setMachineClock(by jump: Duration) {
        now = now + jump
        handler.clockWasSet(by: jump)
        turn()
    }

    /// What the cluster's clock shows.
    fileprivate func clock(_ cluster: String = "") throws -> String? {
        try control("GET", "\(cluster)/fake/clock")["now"]?.string
    }
}

@Suite struct `When the machine's clock is set` {
    @Test(arguments: jumps) func `a watch ends after its time-out`(jump: Duration) throws {
        let play = try HandlerPlay()
        let watch = try play.send("GET", leases + "?watch=1&timeoutSeconds=30")
        play.wait(.seconds(10))

        play.setMachineClock(by: jump)

        play.wait(.seconds(19))
        #expect(play.isStreaming(watch))
        play.wait(.seconds(1))
        #expect(!play.isStreaming(watch))
    }

    @Test(arguments: jumps) func `bookmarks come each minute`(jump: Duration) throws {
        let play = try HandlerPlay()
        let watch = try play.send(
            "GET", leases + "?watch=1&timeoutSeconds=600&allowWatchBookmarks=true")
        play.wait(.seconds(10))
        let countBefore = play.body(watch).count

        play.setMachineClock(by: jump)

        play.wait(.seconds(49))
        #expect(play.body(watch).count == countBefore)
        play.wait(.seconds(1))
        #expect(play.text(watch).hasSuffix("}\n"))
        #expect(play.body(watch).count > countBefore)
    }

    @Test(arguments: jumps) func `a watch of another cluster ends after its time-out`(
        jump: Duration
    ) throws {
        let play = try HandlerPlay()
        try play.control("POST", "/fake/clusters", #"{"name":"other"}"#)
        let watch = try play.send(
            "GET", "/clusters/other" + leases + "?watch=1&timeoutSeconds=30")

        play.setMachineClock(by: jump)

        play.wait(.seconds(29))
        #expect(play.isStreaming(watch))
        play.wait(.seconds(1))
        #expect(!play.isStreaming(watch))
    }

    @Test(
        arguments: jumps,
        [
            "",
            "&watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true",
        ])
    func `who waits for a version gives up after three seconds`(
        jump: Duration, query: String
    ) throws {
        let play = try HandlerPlay()
        let number = try play.send("GET", leases + "?resourceVersion=1000\(query)")
        play.wait(.seconds(1))

        play.setMachineClock(by: jump)

        play.wait(.milliseconds(1999))
        #expect(play.isWaiting(number) || play.isStreaming(number))
        play.wait(.milliseconds(1))
        #expect(!play.isWaiting(number) && !play.isStreaming(number))
    }

    @Test(arguments: jumps) func `a request is delayed as long as a rule says`(
        jump: Duration
    ) throws {
        let play = try HandlerPlay()
        try play.addFault(#"{"match":{"verb":"list"},"do":{"delay":"10s"}}"#)
        let number = try play.send("GET", leases)
        play.wait(.seconds(4))

        play.setMachineClock(by: jump)

        play.wait(.milliseconds(5999))
        #expect(play.isWaiting(number))
        play.wait(.milliseconds(1))
        #expect(play.status(of: number) == 200)
    }

    @Test(arguments: jumps) func `a rule ends after as long as it says`(jump: Duration) throws {
        let play = try HandlerPlay()
        try play.addFault(
            #"{"name":"a","match":{"verb":"list"},"do":{"status":503},"until":{"after":"10s"}}"#)

        play.setMachineClock(by: jump)

        play.wait(.seconds(9))
        #expect(try play.ask("GET", leases).status == 503)
        play.wait(.seconds(1))
        #expect(try play.ask("GET", leases).status == 200)
    }

    @Test(arguments: jumps) func `a slow answer goes on coming`(jump: Duration) throws {
        let play = try HandlerPlay()
        let length = try play.ask("GET", leases).body.count
        try play.addFault(#"{"match":{"verb":"list"},"do":{"slow":{"bytesPerSecond":10}}}"#)
        let number = try play.send("GET", leases)
        play.wait(.seconds(2))
        #expect(play.body(number).count == 20)

        play.setMachineClock(by: jump)

        play.wait(.seconds(2))
        #expect(play.body(number).count == 40)
        play.wait(.seconds(length / 10))
        #expect(play.status(of: number) == 200)
    }

    @Test(arguments: jumps, ["cluster", "machine"])
    func `an expectation fails after as long as it says`(jump: Duration, clock: String) throws {
        let play = try HandlerPlay()
        let number = try play.send(
            "POST", "/fake/expect",
            #"{"that":{"lease":"default/web","holder":"b"},"within":"5s","clock":"\#(clock)"}"#)
        try #require(play.isWaiting(number))
        play.wait(.seconds(2))

        play.setMachineClock(by: jump)

        play.wait(.milliseconds(2999))
        #expect(play.isWaiting(number))
        play.wait(.milliseconds(1))
        #expect(play.status(of: number) == 417)
    }

    @Test(arguments: jumps) func `who sleeps is woken after as long`(jump: Duration) throws {
        let play = try HandlerPlay()
        let clock = TestClock()
        let now = play.now
        let end = now + .seconds(5)
        _ = play.handler.host.withCluster(.default) { cluster in
            cluster.sleep(until: end, isUnattended: true, at: now) { _ in clock.now = end }
        }

        play.setMachineClock(by: jump)

        play.wait(.milliseconds(4999))
        #expect(clock.now != end)
        play.wait(.milliseconds(1))
        #expect(clock.now == end)
    }

    @Test(arguments: jumps) func `objects are dated by it`(jump: Duration) throws {
        let play = try HandlerPlay()

        play.setMachineClock(by: jump)

        let lease = try play.control("POST", leases, #"{"metadata":{"name":"web"}}"#)
        #expect(
            lease[path: "metadata", "creationTimestamp"]?.string
                == TimeFormat.seconds.format(play.now))
        #expect(try play.ask("GET", leases).fields["Date"] == nil)
    }

    @Test(
        arguments: jumps,
        [ClockSetting.manual(), .real(rate: 2), .real(startingAt: .epoch - .seconds(9))])
    func `other clocks go on as before`(jump: Duration, setting: ClockSetting) throws {
        let play = try HandlerPlay { $0.clock = setting }
        let other = try HandlerPlay { $0.clock = setting }
        for play in [play, other] { play.wait(.seconds(3)) }

        play.setMachineClock(by: jump)

        for play in [play, other] { play.wait(.seconds(3)) }
        #expect(try play.clock() == other.clock())
    }

    @Test(arguments: jumps) func `a watch by another clock ends after its time-out`(
        jump: Duration
    ) throws {
        let play = try HandlerPlay { $0.clock = .real(rate: 2) }
        let watch = try play.send("GET", leases + "?watch=1&timeoutSeconds=30")

        play.setMachineClock(by: jump)

        play.wait(.milliseconds(14_999))
        #expect(play.isStreaming(watch))
        play.wait(.milliseconds(1))
        #expect(!play.isStreaming(watch))
    }

    @Test(arguments: jumps) func `a read gives up where the cluster's clock does not move`(
        jump: Duration
    ) throws {
        let play = try HandlerPlay { $0.clock = .manual() }
        let number = try play.send("GET", leases + "?resourceVersion=1000")
        play.wait(.seconds(1))

        play.setMachineClock(by: jump)

        play.wait(.milliseconds(1999))
        #expect(play.isWaiting(number))
        play.wait(.milliseconds(1))
        #expect(play.status(of: number) == 504)
    }
}

@Suite struct `When the machine's clock is set, the coordinator` {
    private let candidates = "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates"

    private func play() throws -> HandlerPlay {
        try HandlerPlay { $0 = .electing }
    }

    /// A candidate that renews its candidacy by the machine's clock.
    private func join(_ name: String, _ play: HandlerPlay) throws {
        let candidate = try play.control(
            "POST", candidates,
            #"{"metadata":{"name":"\#(name)"},"spec":{"leaseName":"app","binaryVersion":"1.1.0","#
                + #""emulationVersion":"1.1.0","strategy":"OldestEmulationVersion","#
                + #""renewTime":"\#(play.now.rfc3339)"}}"#)
        try #require(candidate["kind"] == "LeaseCandidate")
    }

    @Test(arguments: jumps) func `goes on renewing its lease, by the new time`(
        jump: Duration
    ) throws {
        let play = try play()
        play.wait(.seconds(3))
        let start = play.now + jump
        let path =
            "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/leader-election-controller"
        let transitions = try play.control("GET", path)[path: "spec", "leaseTransitions"]

        play.setMachineClock(by: jump)

        play.wait(.seconds(2))
        let lease = try play.control("GET", path)
        #expect(lease[path: "spec", "renewTime"]?.string == (start + .seconds(1)).rfc3339)
        #expect(lease[path: "spec", "leaseTransitions"] == transitions)
    }

    @Test(arguments: jumps) func `elects whoever joins`(jump: Duration) throws {
        let play = try play()
        play.wait(.seconds(3))

        play.setMachineClock(by: jump)

        try join("one", play)
        play.wait(.milliseconds(100))
        #expect(try play.holder("app") == "one")
    }

    @Test func `sees who joined right before it was set back`() throws {
        let play = try play()
        play.wait(.seconds(3))
        try join("one", play)

        play.setMachineClock(by: .zero - minute)

        play.wait(.milliseconds(100))
        #expect(try play.holder("app") == "one")
    }
}
