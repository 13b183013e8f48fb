import FakeAPIServerKit
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `A clock that goes on until something holds` {
    private func play() throws -> HandlerPlay {
        try HandlerPlay { $0.clock = .manual(startingAt: .epoch) }
    }

    @Test func `stops at the instant at which it holds, and says how far it went`() throws {
        let play = try play()
        try play.hold("web", by: "a")
        let answer = try play.control(
            "POST", "/fake/clock",
            #"{"until":{"lease":"default/web","expired":true},"atMost":"60s"}"#)
        #expect(answer["now"] == "2026-01-01T00:00:15.000001Z")
        #expect(answer["advanced"] == "15.000001s")
        #expect(
            answer["because"]?.string?.hasSuffix("until it ran out at 2026-01-01T00:00:15.000000Z")
                == true)
    }

    @Test func `does not move when it holds already`() throws {
        let play = try play()
        let answer = try play.control(
            "POST", "/fake/clock", #"{"until":{"lease":"default/web","free":true}}"#)
        #expect(answer["advanced"] == "0s")
        #expect(answer["now"] == "2026-01-01T00:00:00.000000Z")
    }

    @Test func `gives up with the near miss, as far as it may go`() throws {
        let play = try play()
        try play.hold("web", by: "a")
        let number = try play.send(
            "POST", "/fake/clock", #"{"until":{"lease":"default/web","holder":"b"},"atMost":"20s"}"#
        )
        #expect(
            try play.miss(number).hasPrefix(
                #"not within 20s: its holder is "a" instead of "b"; a held the lease default/web"#))
        #expect(
            try play.control("GET", "/fake/clock")["now"] == "2026-01-01T00:00:20.000000Z")
    }

    @Test func `goes by an election as it happens`() throws {
        let play = try HandlerPlay {
            $0 = .electing
            $0.clock = .manual(startingAt: .epoch)
        }
        try play.ask(
            "POST", "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates",
            #"""
            {"metadata":{"name":"one"},"spec":{"leaseName":"app","binaryVersion":"1.1.0",
            "emulationVersion":"1.1.0","strategy":"OldestEmulationVersion",
            "renewTime":"2026-01-01T00:00:00.000000Z"}}
            """#)
        let answer = try play.control(
            "POST", "/fake/clock", #"{"until":{"lease":"default/app","holder":"one"}}"#)
        #expect(answer["because"]?.string?.hasPrefix("one holds the lease default/app") == true)
        let freed = try play.control(
            "POST", "/fake/clock", #"{"until":{"lease":"default/app","free":true}}"#)
        #expect(freed["advanced"] != "0s")
        #expect(freed["fired"]?.array?.isEmpty == false)
    }

    /// A cluster in which two candidates want a lease, on a clock that stands still.
    private func election(seed: UInt64) throws -> HandlerPlay {
        let play = try HandlerPlay(seed: seed) {
            $0 = .electing
            $0.clock = .manual(startingAt: .epoch)
        }
        for (name, version) in [("one", "1.1.0"), ("two", "1.0.0")] {
            try play.ask(
                "POST", "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates",
                #"""
                {"metadata":{"name":"\#(name)"},"spec":{"leaseName":"app","binaryVersion":"1.1.0",
                "emulationVersion":"\#(version)","strategy":"OldestEmulationVersion",
                "renewTime":"2026-01-01T00:00:00.000000Z"}}
                """#)
        }
        return play
    }

    /// What there is at the end of two minutes and more.
    private func end(of play: HandlerPlay) throws -> [[UInt8]] {
        try play.control("POST", "/fake/clock", #"{"to":"2026-01-01T00:30:00Z"}"#)
        return try ["leases", "leasecandidates"].map { resource in
            let version = resource == "leases" ? "v1" : "v1beta1"
            return try play.ask("GET", "/apis/coordination.k8s.io/\(version)/\(resource)").body
        }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `leaves an election as it is, whatever it goes on until`(seed: UInt64) throws {
        let plain = try election(seed: seed)
        let stopped = try election(seed: seed)
        var random = Random(seed: seed)
        let conditions = [
            #"{"lease":"default/app","expired":true}"#, #"{"lease":"default/app","holder":"two"}"#,
            #"{"lease":"default/none"}"#, #"{"quiet":"5s"}"#,
        ]
        for _ in 1...20 {
            let condition = conditions.randomElement(using: &random) ?? ""
            let length = Int.random(in: 0...9_000, using: &random)
            let status = try stopped.ask(
                "POST", "/fake/clock", #"{"until":\#(condition),"atMost":"\#(length)ms"}"#
            ).status
            #expect(status == 200 || status == 417)
            _ = try stopped.expect(condition, #""within":"\#(length)ms","clock":"cluster""#)
        }
        #expect(try end(of: stopped) == end(of: plain))
    }

    @Test func `is for a manual clock, and for what can be understood`() throws {
        let real = try HandlerPlay()
        let body = #"{"until":{"lease":"default/web","free":true}}"#
        let refusal = try real.control("POST", "/fake/clock", body)
        #expect(refusal["code"] == 400)
        #expect(refusal["message"]?.string?.hasPrefix("the clock is real") == true)
        let play = try play()
        for body in [
            #"{"until":{"lease":"web"}}"#, #"{"until":{"lease":"a/b"},"advance":"1s"}"#,
            #"{"atMost":"1s"}"#, #"{"until":{"lease":"a/b"},"mode":"manual"}"#,
            #"{"until":{"lease":"a/b"},"atMost":"-1s"}"#, "{}",
        ] {
            #expect(try play.control("POST", "/fake/clock", body)["code"] == 400, "\(body)")
        }
        #expect(
            try play.control("POST", "/fake/clock", #"{"until":{"held":1,"rule":"x"}}"#)["code"]
                == 404)
    }

    @Test func `stays where it is when its client leaves`() throws {
        let play = try play()
        let number = try play.post(
            "POST", "/fake/clock", #"{"until":{"lease":"default/web"},"atMost":"60s"}"#)
        play.leave(number)
        try play.hold("web", by: "a")
        #expect(try play.control("GET", "/fake/clock")["now"] == "2026-01-01T00:00:00.000000Z")
    }
}
