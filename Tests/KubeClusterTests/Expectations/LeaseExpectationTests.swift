import FakeAPIServerKit
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `An expectation about objects` {
    @Test func `is met at once when it holds already`() throws {
        let play = try HandlerPlay()
        try play.hold("web", by: "b")
        let number = try play.expect(#"{"lease":"default/web","holder":"b"}"#)
        let outcome = try play.outcome(number)
        #expect(play.status(of: number) == 200)
        #expect(outcome["after"] == "0s")
        #expect(
            outcome["because"]?.string
                == "b holds the lease default/web (version \(outcome["version"]?.string ?? "")) "
                + "until 2026-01-01T00:00:15.000000Z")
    }

    @Test func `waits until it is met, and tells by what and when`() throws {
        let play = try HandlerPlay()
        let number = try play.expect(#"{"lease":"default/web","holder":"b"}"#, #""within":"10s""#)
        #expect(play.isWaiting(number))
        play.wait(.seconds(3))
        try play.hold("web", by: "a")
        #expect(play.isWaiting(number))
        play.wait(.seconds(2))
        try play.hold("web", by: "b")
        let outcome = try play.outcome(number)
        #expect(outcome["after"] == "5s")
        #expect(outcome["time"] == "2026-01-01T00:00:05.000000Z")
        let lease = try play.control("GET", "\(APIClient.leases)/web")
        #expect(outcome["version"] == lease[path: "metadata", "resourceVersion"])
    }

    @Test func `ends with the near miss when it is not met`() throws {
        let play = try HandlerPlay()
        try play.hold("web", by: "a")
        let number = try play.expect(#"{"lease":"default/web","holder":"b"}"#, #""within":"10s""#)
        play.wait(.milliseconds(9_999))
        #expect(play.isWaiting(number))
        play.wait(.milliseconds(1))
        let miss = try play.miss(number)
        #expect(
            miss.hasPrefix(
                #"not within 10s: its holder is "a" instead of "b"; a holds the lease default/web "#
            ))
        #expect(miss.hasSuffix("until 2026-01-01T00:00:15.000000Z"))
        #expect(try play.outcome(number)["reason"] == "ExpectationFailed")
    }

    @Test func `sees what lasted no longer than a moment`() throws {
        let play = try HandlerPlay()
        try play.hold("web", by: "a")
        let met = try play.expect(#"{"lease":"default/web","holder":"thief"}"#)
        let broken = try play.expect(
            #"{"lease":"default/web","holder":"a"}"#, #""throughout":"9s""#)
        let path = "/fake/leases/default/web/steal"
        _ = try play.post("POST", path, #"{"holderIdentity":"thief"}"#)
        _ = try play.post("POST", path, #"{"holderIdentity":"a"}"#)
        play.turn()
        #expect(try play.holder("web") == "a")
        #expect(play.status(of: met) == 200)
        #expect(try play.miss(broken).contains(#"its holder is "thief" instead of "a""#))
    }

    @Test func `holds throughout when nothing breaks it`() throws {
        let play = try HandlerPlay()
        try play.hold("web", by: "a")
        let number = try play.expect(
            #"{"not":{"lease":"default/web","holder":"b"}}"#, #""throughout":"10s""#)
        play.wait(.seconds(9))
        try play.hold("web", by: "a")
        #expect(play.isWaiting(number))
        play.wait(.seconds(1))
        #expect(play.status(of: number) == 200)
        #expect(try play.outcome(number)["because"]?.string?.hasPrefix("throughout 10s: ") == true)
    }

    @Test func `tells what broke it as soon as that happens`() throws {
        let play = try HandlerPlay()
        try play.hold("web", by: "a")
        let number = try play.expect(
            #"{"not":{"lease":"default/web","holder":"b"}}"#, #""throughout":"10s""#)
        play.wait(.seconds(2))
        try play.hold("web", by: "b", client: "b")
        #expect(
            try play.miss(number).hasPrefix(
                "not throughout 10s, but only for 2s, until 2026-01-01T00:00:02.000000Z: "
                    + "b holds the lease default/web"))
    }

    @Test func `is met when a lease runs out, at that instant`() throws {
        let play = try HandlerPlay()
        try play.hold("web", by: "a")
        let expired = try play.expect(#"{"lease":"default/web","expired":true}"#, #""within":"1m""#)
        let free = try play.expect(#"{"lease":"default/web","free":true}"#, #""within":"1m""#)
        play.wait(.seconds(15))
        #expect(play.isWaiting(expired) && play.isWaiting(free))
        play.wait(.microseconds(1))
        #expect(try play.outcome(expired)["after"] == "15.000001s")
        #expect(play.status(of: free) == 200)
    }

    @Test func `counts transitions, and knows who is asked to take a lease`() throws {
        let play = try HandlerPlay()
        try play.hold("web", by: "a", transitions: 2)
        let number = try play.expect(
            #"{"lease":"default/web","transitions":3}"#, #""within":"1s""#)
        play.wait(.seconds(1))
        #expect(try play.miss(number).contains("its transitions is 2 instead of 3"))
        #expect(
            play.status(
                of: try play.expect(#"{"lease":"default/web","transitions":{"atLeast":2}}"#)) == 200
        )
        let preferred = try play.expect(
            #"{"lease":"default/web","preferredHolder":"b"}"#, #""within":"0s""#)
        #expect(try play.miss(preferred).contains(#"its preferredHolder is "" instead of "b""#))
    }

    @Test func `waits for a lease that is not there yet`() throws {
        let play = try HandlerPlay()
        let gone = try play.expect(#"{"lease":"default/web"}"#, #""within":"1s""#)
        play.wait(.seconds(1))
        #expect(try play.miss(gone) == "not within 1s: the lease default/web does not exist")
        let free = try play.expect(#"{"lease":"default/web","free":true}"#)
        #expect(play.status(of: free) == 200)
        let made = try play.expect(#"{"lease":"default/web","exists":true}"#)
        try play.hold("web", by: "a")
        #expect(play.status(of: made) == 200)
        let deleted = try play.expect(#"{"lease":"default/web","exists":false}"#)
        try play.ask("DELETE", "\(APIClient.leases)/web")
        #expect(try play.outcome(deleted)["because"] == "the lease default/web does not exist")
    }

    @Test func `can be about any object`() throws {
        let play = try HandlerPlay()
        let number = try play.expect(#"{"object":"namespaces/web"}"#)
        #expect(play.isWaiting(number))
        try play.ask("POST", "/api/v1/namespaces", #"{"metadata":{"name":"web"}}"#)
        #expect(
            try play.outcome(number)["because"]?.string?.hasPrefix("namespaces/web exists") == true)
    }

    @Test func `can be joined with others`() throws {
        let play = try HandlerPlay()
        try play.hold("one", by: "a")
        let all = try play.expect(
            #"{"all":[{"lease":"default/one","holder":"a"},{"lease":"default/two","holder":"b"}]}"#)
        let any = try play.expect(
            #"{"any":[{"lease":"default/one","holder":"b"},{"lease":"default/two","holder":"c"}]}"#,
            #""within":"1s""#)
        try play.hold("two", by: "b")
        #expect(play.status(of: all) == 200)
        play.wait(.seconds(1))
        #expect(try play.miss(any).contains(#"its holder is "a" instead of "b""#))
        #expect(try play.miss(any).contains(#"its holder is "b" instead of "c""#))
    }

    @Test func `goes by the cluster's clock if it says so`() throws {
        let play = try HandlerPlay { $0.clock = .manual(startingAt: .epoch) }
        let that = #"{"lease":"default/web"}"#
        let cluster = try play.expect(that, #""within":"10s","clock":"cluster""#)
        let machine = try play.expect(that, #""within":"10s","clock":"machine""#)
        play.wait(.seconds(10))
        #expect(play.isWaiting(cluster))
        #expect(try play.miss(machine).hasPrefix("not within 10s"))
        try play.control("POST", "/fake/clock", #"{"advance":"10s"}"#)
        #expect(try play.miss(cluster).hasPrefix("not within 10s"))
    }

    @Test func `is forgotten when its client leaves, and ends with its cluster`() throws {
        let play = try HandlerPlay()
        let number = try play.expect(#"{"lease":"default/web"}"#)
        let other = try play.expect(#"{"lease":"default/web"}"#)
        play.leave(number)
        try play.hold("web", by: "a")
        #expect(play.status(of: other) == 200)
        let last = try play.expect(#"{"lease":"default/other"}"#)
        play.handler.host.stop(at: play.now)
        play.turn()
        #expect(play.status(of: last) == 503)
    }

    @Test func `survives a reset`() throws {
        let play = try HandlerPlay()
        try play.hold("web", by: "a")
        let gone = try play.expect(#"{"lease":"default/web","exists":false}"#)
        let back = try play.expect(#"{"lease":"default/web","holder":"b"}"#)
        try play.control("POST", "/fake/reset")
        #expect(play.status(of: gone) == 200)
        try play.hold("web", by: "b")
        #expect(play.status(of: back) == 200)
    }
}
