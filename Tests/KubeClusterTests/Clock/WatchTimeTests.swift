import KubeHTTP1
import KubeJSON
import KubeTime
import Testing

@Suite struct `A watch under a manual clock` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases"

    @Test func `sees changes and bookmarks in the order of their instants`() throws {
        var play = try HostPlay(elects: true)
        let watch = try play.send(
            "GET", leases + "?watch=1&allowWatchBookmarks=true&timeoutSeconds=600")
        try play.advance("125s")
        let types = try play.events(watch).compactMap { $0["type"]?.string }
        // The beginning and its end, a renewal every two seconds, a bookmark after each minute.
        let minute = Array(repeating: "MODIFIED", count: 30)
        #expect(
            types == ["ADDED", "BOOKMARK"] + minute + ["BOOKMARK"] + minute + ["BOOKMARK"]
                + ["MODIFIED", "MODIFIED"])
    }

    @Test func `ends where its time-out falls, whatever comes later`() throws {
        var play = try HostPlay(elects: true)
        let watch = try play.send("GET", leases + "?watch=1&timeoutSeconds=7")
        let report = try play.advance("5m")
        #expect(!play.isOpen(watch))
        let last = try #require(try play.events(watch).last)
        #expect(last[path: "object", "spec", "renewTime"] == "2026-01-01T00:00:06.000000Z")
        let end = try #require(
            report["fired"]?.array?.first { $0["kind"] == "watch.ended" })
        #expect(end["time"] == "2026-01-01T00:00:07.000000Z")
    }

    @Test func `gets a bookmark two seconds before its end`() throws {
        var play = try HostPlay()
        let watch = try play.send(
            "GET", leases + "?watch=1&allowWatchBookmarks=true&timeoutSeconds=90")
        let report = try play.advance("2m")
        let fired = try #require(report["fired"])
        #expect(fired.texts("kind") == ["watch.bookmark", "watch.bookmark", "watch.ended"])
        #expect(
            fired.texts("time").map { $0.dropFirst(11).prefix(8) }
                == ["00:01:00", "00:01:28", "00:01:30"])
        #expect(
            try play.events(watch).compactMap { $0["type"]?.string } == [
                "BOOKMARK", "BOOKMARK", "BOOKMARK",
            ])
    }

    @Test func `ends after half an hour to an hour when it names no time-out`() throws {
        var play = try HostPlay()
        let watch = try play.send("GET", leases + "?watch=1")
        try play.advance("1799s")
        #expect(play.isOpen(watch))
        try play.advance("1801s")
        #expect(!play.isOpen(watch))
    }

    @Test func `leaves no timer behind when its client leaves`() throws {
        var play = try HostPlay()
        let watch = try play.send("GET", leases + "?watch=1&timeoutSeconds=7")
        play.leave(watch)
        #expect(try play.ask("GET", "/fake/clock")["nextDue"] == .null)
    }
}

@Suite struct `A request that waits for a version` {
    private let lease =
        "/apis/coordination.k8s.io/v1/namespaces/default/leases/a?resourceVersion=1000"

    @Test func `gives up after three seconds of the cluster's time`() throws {
        var play = try HostPlay()
        let request = try play.send("GET", lease)
        play.wait(.seconds(2))
        #expect(play.answer(request) == nil)
        try play.advance("2999ms")
        #expect(play.answer(request) == nil)
        let report = try play.advance("5m")
        #expect(play.answer(request)?.status == 504)
        #expect(report["fired"]?.texts("kind") == ["request.timedOut"])
        #expect(report["fired"]?.texts("time") == ["2026-01-01T00:00:03.000000Z"])
    }

    @Test func `gives up even when the version comes during the same advance`() throws {
        var play = try HostPlay(elects: true)
        let request = try play.send(
            "GET",
            "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/leader-election-controller"
                + "?resourceVersion=20")
        try play.advance("5m")
        #expect(play.answer(request)?.status == 504)
    }
}
