import FakeAPIServerKit
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `The metrics of a server` {
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay { options in
            options = .electing
            options.clock = .manual(startingAt: .epoch)
        }
    }

    private func page(_ path: String = "/metrics") throws -> MetricsPage {
        try MetricsPage(String(decoding: play.ask("GET", path).body, as: UTF8.self))
    }

    private func addCandidate() throws {
        let candidate = """
            {"metadata":{"name":"one"},"spec":{"leaseName":"app","binaryVersion":"1.1.0",\
            "emulationVersion":"1.0.0","strategy":"OldestEmulationVersion",\
            "renewTime":"2026-01-01T00:00:00.000000Z"}}
            """
        let path = "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates"
        try #require(try play.ask("POST", path, candidate).status == 201)
    }

    @Test func `agree with the journal, whatever becomes of requests`() throws {
        try play.addFault(
            #"{"match":{"name":"web","verb":"patch"},"at":"afterCommit","do":{"reset":true}}"#)
        try play.addFault(#"{"match":{"name":"other","verb":"get"},"do":{"status":503}}"#)
        try play.addFault(#"{"match":{"name":"slow"},"do":{"hang":true}}"#)
        try play.create("web")
        try play.create("web")
        try play.patch("web", holder: "b")
        _ = try play.get("other")
        play.leave(try play.get("slow"))
        _ = try play.send("GET", "\(HandlerPlay.leases())?watch=true")

        let page = try page()
        let requests = try play.requests("?resource=leases")
        let answered = requests.filter { $0["outcome"] == "answered" }
        #expect(page.sum("apiserver_request_total") == Double(answered.count))
        #expect(
            page.sum("apiserver_request_duration_seconds_count") == Double(answered.count))
        #expect(
            page.sum("apiserver_request_aborts_total")
                == Double(requests.count - answered.count))
        for code in [201, 409, 503] {
            #expect(
                page.sum("apiserver_request_total", where: #"code="\#(code)""#)
                    == Double(answered.count { $0["status"] == .integer(Int64(code)) }))
        }
    }

    @Test func `tell which requests are in flight, and that is held`() throws {
        try play.addFault(#"{"match":{"resource":"leases"},"times":3,"do":{"hold":true}}"#)
        let read = try play.get("web")
        _ = try play.create("web")
        _ = try play.create("other")

        #expect(
            try page().value("apiserver_current_inflight_requests", ["request_kind": "mutating"])
                == 2)
        #expect(
            try page().value("apiserver_current_inflight_requests", ["request_kind": "readOnly"])
                == 1)
        #expect(try page().value("fake_requests_held") == 3)

        play.leave(read)

        #expect(
            try page().value("apiserver_current_inflight_requests", ["request_kind": "readOnly"])
                == 0)
        #expect(try page().value("fake_requests_held") == 2)
    }

    @Test func `tell which watches are open, and how many events they were sent`() throws {
        let labels: KeyValuePairs = [
            "component": "apiserver", "group": "coordination.k8s.io", "resource": "leases",
            "scope": "namespace", "subresource": "", "verb": "WATCH", "version": "v1",
        ]
        let events: KeyValuePairs = [
            "group": "coordination.k8s.io", "resource": "leases", "version": "v1",
        ]
        let watch = try play.send("GET", "\(HandlerPlay.leases())?watch=true")
        _ = try play.send(
            "GET", "\(HandlerPlay.leases())?watch=true&fieldSelector=metadata.name%3Dweb")
        try play.create("web")
        try play.patch("web", holder: "b")
        try play.create("other")

        var page = try page()
        #expect(page.value("apiserver_longrunning_requests", labels) == 1)
        #expect(page.sum("apiserver_longrunning_requests", where: #"scope="resource""#) == 1)
        #expect(page.value("apiserver_watch_events_total", events) == 5)

        play.leave(watch)
        try play.create("third")

        page = try self.page()
        #expect(page.value("apiserver_longrunning_requests", labels) == nil)
        #expect(page.value("apiserver_watch_events_total", events) == 5)
    }

    @Test func `count bookmarks, and why a watch ends, as events`() throws {
        let events: KeyValuePairs = [
            "group": "coordination.k8s.io", "resource": "leases", "version": "v1",
        ]
        _ = try play.send("GET", "\(HandlerPlay.leases())?watch=true&allowWatchBookmarks=true")
        _ = try play.control("POST", "/fake/clock", #"{"advance":"70s"}"#)
        let before = try #require(try page().value("apiserver_watch_events_total", events))
        #expect(before >= 1)

        try play.addFault(#"{"match":{"verb":"watch"},"do":{"watch":{"then":"expired"}}}"#)
        play.turn()

        #expect(try page().value("apiserver_watch_events_total", events) == before + 1)
    }

    @Test func `count elections by what was decided and what came of it`() throws {
        try addCandidate()
        play.turn()

        #expect(
            try page().value(
                "fake_elections_total", ["effect": "leaseCreated", "verdict": "elect"]) == 1)
    }

    @Test func `count terms, and those in which something was wrong`() throws {
        try play.ask(
            "POST", HandlerPlay.leases(),
            """
            {"metadata":{"name":"web"},"spec":{"holderIdentity":"a","leaseDurationSeconds":15,\
            "renewTime":"2026-01-01T00:00:00.000000Z"}}
            """)
        let begun = try #require(try page().value("fake_terms_total"))
        #expect(
            try page().value("fake_term_findings_total", ["finding": "takeoverBeforeExpiry"])
                == nil)

        try play.patch("web", holder: "b", as: "b")

        let page = try page()
        #expect(page.value("fake_terms_total") == begun + 1)
        #expect(
            page.value("fake_term_findings_total", ["finding": "takeoverBeforeExpiry"]) == 1)
    }

    @Test func `are those of one cluster, and the default one counts them`() throws {
        try play.create("web")
        try play.ask("POST", "/fake/clusters", #"{"name":"b"}"#)

        #expect(try page().value("fake_clusters") == 2)
        let other = try page("/clusters/b/metrics")
        #expect(other.value("fake_clusters") == nil)
        #expect(other.sum("apiserver_request_total") == 0)
        #expect(try page().sum("apiserver_request_total") == 1)
    }
}
