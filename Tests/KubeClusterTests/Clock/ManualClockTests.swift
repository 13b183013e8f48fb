import FakeAPIServerKit
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `A manual clock` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"
    private let candidates = "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates"

    private func candidate(_ name: String) -> String {
        """
        {"metadata":{"name":"\(name)"},"spec":{"leaseName":"app","binaryVersion":"1.0.0",
        "emulationVersion":"1.0.0","strategy":"OldestEmulationVersion",
        "renewTime":"2026-01-01T00:00:00.000000Z"}}
        """
    }

    @Test func `stands still while the machine's runs`() throws {
        var play = try HostPlay(elects: true)
        play.wait(.seconds(3600))
        let clock = try play.ask("GET", "/fake/clock")
        #expect(clock["now"] == "2026-01-01T00:00:00.000000Z")
        #expect(clock["nextDue"] == "2026-01-01T00:00:02.000000Z")
    }

    @Test func `does everything at its own instant, in order`() throws {
        var play = try HostPlay(elects: true)
        let report = try play.advance("10s")
        let fired = try #require(report["fired"])
        #expect(report["now"] == "2026-01-01T00:00:10.000000Z")
        #expect(
            fired.texts("time")
                == (1...5).map { "2026-01-01T00:00:\($0 < 5 ? "0" : "")\($0 * 2).000000Z" })
        #expect(Set(fired.texts("kind")) == ["coordinator.lease"])
        #expect(report["nextDue"] == "2026-01-01T00:00:12.000000Z")
    }

    @Test func `goes to an instant`() throws {
        var play = try HostPlay()
        let report = try play.ask("POST", "/fake/clock", #"{"to":"2026-03-01T12:00:00Z"}"#)
        #expect(report["now"] == "2026-03-01T12:00:00.000000Z")
        #expect(report["fired"] == [])
    }

    @Test func `stamps what is written`() throws {
        var play = try HostPlay()
        try play.advance("90s")
        let lease = try play.ask("POST", leases, #"{"metadata":{"name":"a"}}"#)
        #expect(lease[path: "metadata", "creationTimestamp"] == "2026-01-01T00:01:30Z")
    }

    @Test func `dates the answers`() throws {
        var play = try HostPlay()
        let number = try play.send("GET", "/version")
        #expect(play.answer(number)?.fields["Date"] == "Thu, 01 Jan 2026 00:00:00 GMT")
    }

    @Test func `collects candidates that stopped half an hour ago`() throws {
        var play = try HostPlay(elects: true)
        _ = try play.send("POST", candidates, candidate("one"))
        let report = try play.advance("61m")
        let fired = try #require(report["fired"])
        #expect(fired.texts("kind").contains("leasecandidate.deleted"))
        let list = try play.ask("GET", candidates)
        #expect(list["items"] == [])
    }

    @Test func `tells the first hundred of a kind and counts the others`() throws {
        var play = try HostPlay(elects: true)
        let report = try play.advance("10m")
        #expect(report["fired"]?.array?.count == 100)
        #expect(report[path: "omitted", "coordinator.lease"] == 200)
    }

    @Test func `serves other clients while it advances`() throws {
        var play = try HostPlay(elects: true)
        let advance = try play.post("POST", "/fake/clock", #"{"advance":"5m"}"#)
        play.workOnce()
        let other = try play.post("GET", "/fake/clock")
        #expect(play.answer(other)?.status == 200)
        #expect(play.answer(advance) == nil)
        play.turn()
        #expect(play.answer(advance) != nil)
    }

    @Test func `carries out commands one after the other`() throws {
        var play = try HostPlay()
        let first = try play.post("POST", "/fake/clock", #"{"advance":"1m"}"#)
        let second = try play.post("POST", "/fake/clock", #"{"advance":"1m"}"#)
        play.turn()
        for (number, now) in [(first, "00:01:00"), (second, "00:02:00")] {
            let answer = try #require(play.answer(number))
            #expect(
                try JSONParser.parse(answer.body)["now"] == .string("2026-01-01T\(now).000000Z"))
        }
    }

    @Test func `stops where it is when its client leaves`() throws {
        var play = try HostPlay(elects: true)
        let number = try play.post("POST", "/fake/clock", #"{"to":"9999-01-01T00:00:00Z"}"#)
        play.leave(number)
        #expect(try play.ask("GET", "/fake/clock")["now"] == "2026-01-01T00:00:00.000000Z")
    }

    @Test(arguments: [
        #"{"advance":"-1s"}"#, #"{"to":"2025-12-31T23:59:59Z"}"#, #"{"to":"yesterday"}"#,
        #"{"advance":"1 hour"}"#, #"{"advance":-1}"#,
        #"{"advance":"1h","to":"2027-01-01T00:00:00Z"}"#,
        #"{"advence":"1h"}"#, #"{"advance":"1h","advance":"2h"}"#, "[]", "{", "{}",
        #"{"mode":"fast"}"#, #"{"mode":"real","rate":0}"#, #"{"mode":"real","rate":1e9}"#,
        #"{"mode":"manual","rate":2}"#, #"{"advance":"999999h","rate":1}"#,
    ])
    func `refuses what makes no sense`(body: String) throws {
        var play = try HostPlay()
        let number = try play.send("POST", "/fake/clock", body)
        let answer = try #require(play.answer(number))
        #expect(answer.status == 400)
        let status = try JSONParser.parse(answer.body)
        #expect(status["kind"] == "Status")
        #expect(status["message"]?.string?.isEmpty == false)
        #expect(try play.ask("GET", "/fake/clock")["now"] == "2026-01-01T00:00:00.000000Z")
    }

    @Test func `ends with the year 9999`() throws {
        var play = try HostPlay()
        let last = try play.ask("POST", "/fake/clock", #"{"to":"9999-12-31T23:59:59Z"}"#)
        #expect(last["now"] == "9999-12-31T23:59:59.000000Z")
        let number = try play.send("POST", "/fake/clock", #"{"advance":"1h"}"#)
        #expect(play.answer(number)?.status == 400)
    }

    @Test(arguments: [
        ("90", "00:01:30.000000Z"), ("1.5", "00:00:01.500000Z"), (#""1m""#, "00:01:00.000000Z"),
        ("0", "00:00:00.000000Z"),
    ])
    func `takes a number of seconds for a duration`(duration: String, time: String) throws {
        var play = try HostPlay()
        let answer = try play.ask("POST", "/fake/clock", #"{"advance":\#(duration)}"#)
        #expect(answer["now"] == .string("2026-01-01T\(time)"))
    }

    @Test(arguments: ["1e3", "99999999999999999999", "true", #""90""#])
    func `does not guess what else a duration may be`(duration: String) throws {
        var play = try HostPlay()
        let answer = try play.ask("POST", "/fake/clock", #"{"advance":\#(duration)}"#)
        #expect(
            answer["message"]?.string?.hasPrefix(
                #"the field "advance" must be a duration such as "30m" or "1.5s", or a number of "#
                    + "seconds") == true)
    }

    @Test func `tells the name of a field that does not exist`() throws {
        var play = try HostPlay()
        let status = try play.ask("POST", "/fake/clock", #"{"advence":"1h"}"#)
        #expect(
            status["message"]
                == "unknown field \"advence\": /fake/clock takes the fields advance, to, until, atMost, mode, rate, now"
        )
    }
}
