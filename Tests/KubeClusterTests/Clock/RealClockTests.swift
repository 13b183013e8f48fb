import FakeAPIServerKit
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `A real clock` {
    @Test func `says how to advance it`() throws {
        var play = try HostPlay { $0.clock = .real() }
        let number = try play.send("POST", "/fake/clock", #"{"advance":"1s"}"#)
        let answer = try #require(play.answer(number))
        #expect(answer.status == 400)
        #expect(
            try JSONParser.parse(answer.body)["message"]?.string?.contains("--clock=manual") == true
        )
    }

    @Test func `runs as much faster as it is told`() throws {
        var play = try HostPlay { $0.clock = .real(rate: 50) }
        let before = try play.ask("GET", "/fake/clock")["now"]?.string
        play.wait(.seconds(2))
        let after = try play.ask("GET", "/fake/clock")["now"]?.string
        #expect(before == "2027-01-15T08:00:00.000000Z")
        #expect(after == "2027-01-15T08:01:40.000000Z")
    }

    @Test func `starts at another time than the machine's, and runs on`() throws {
        var play = try HostPlay {
            $0.clock = .real(startingAt: Timestamp(rfc3339: "2000-02-28T23:59:59Z"))
        }
        play.wait(.seconds(2))
        #expect(
            try play.ask("GET", "/fake/clock")["now"]?.string == "2000-02-29T00:00:01.000000Z")
    }

    @Test func `wakes its server when something is due by its own time`() throws {
        var play = try HostPlay(elects: true) { $0.clock = .real(rate: 50) }
        var host = play.host
        let due = host.advance()
        // The coordinator's lease is renewed every two seconds.
        #expect(due == play.host.now + .milliseconds(40))
        play.wait(.milliseconds(40))
        let path = "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases"
        let list = try play.ask("GET", path)
        let renewTime = list["items"]?.array?.first?[path: "spec", "renewTime"]
        #expect(renewTime == "2027-01-15T08:00:02.000000Z")
    }

    @Test func `lets candidates that join together be seen together`() throws {
        var play = try HostPlay(elects: true) { $0.clock = .real() }
        let path = "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates"
        for (name, version) in [("one", "1.1.0"), ("two", "1.0.0")] {
            _ = try play.ask(
                "POST", path,
                #"{"metadata":{"name":"\#(name)"},"spec":{"leaseName":"app","binaryVersion":"1.1.0","#
                    + #""emulationVersion":"\#(version)","strategy":"OldestEmulationVersion","#
                    + #""renewTime":"2027-01-15T08:00:00.000000Z"}}"#)
            play.wait(.milliseconds(20))
        }
        let lease = "/apis/coordination.k8s.io/v1/namespaces/default/leases/app"
        #expect(try play.ask("GET", lease)["reason"] == "NotFound")
        play.wait(.milliseconds(10))
        #expect(try play.ask("GET", lease)[path: "spec", "holderIdentity"] == "two")
    }

    @Test func `comes to rest at the end of time`() throws {
        var play = try HostPlay(elects: true) {
            $0.clock = .manual(startingAt: Timestamp(rfc3339: "9999-12-31T23:59:58Z"))
        }
        let watch = try play.send(
            "GET", "/apis/coordination.k8s.io/v1/leases?watch=1&timeoutSeconds=60")
        _ = try play.ask("POST", "/fake/clock", #"{"mode":"real"}"#)
        play.wait(.seconds(3600))
        #expect(try play.ask("GET", "/fake/clock")["nextDue"] == .null)
        var host = play.host
        #expect(host.advance() == nil)
        #expect(play.isOpen(watch))
    }

    @Test func `can be stopped, and goes on from there`() throws {
        var play = try HostPlay { $0.clock = .real() }
        _ = try play.ask("POST", "/fake/clock", #"{"mode":"manual"}"#)
        play.wait(.seconds(10))
        #expect(try play.ask("GET", "/fake/clock")["now"] == "2027-01-15T08:00:00.000000Z")
        _ = try play.ask(
            "POST", "/fake/clock", #"{"mode":"real","rate":2,"now":"2027-01-15T09:00:00Z"}"#)
        play.wait(.seconds(10))
        #expect(try play.ask("GET", "/fake/clock")["now"] == "2027-01-15T09:00:20.000000Z")
    }
}
