import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

@Suite struct `A watch with which something goes wrong` {
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay()
        try play.create("web", holder: "0")
    }

    private func fault(_ action: String, _ more: String = "") throws {
        try play.addFault(
            #"{"name":"w","match":{"client":"a"}\#(more),"do":{"watch":\#(action)}}"#)
    }

    /// Opens a watch from the present on; returns its number.
    private func watch(_ query: String = "", as client: String = "a") throws -> Int {
        let version = try play.version("web")
        return try play.send(
            "GET", "/as/\(client)\(APIClient.leases)?watch=1&resourceVersion=\(version)\(query)")
    }

    private func change(_ count: Int = 1) throws {
        for _ in 1...count {
            let version = try play.version("web")
            try play.patch("web", holder: "after \(version)", as: "b")
        }
    }

    /// The types of the events that a watch has shown, and whether half of one follows.
    private func events(_ number: Int) -> [String] {
        play.text(number).split(separator: "\n").map { line in
            guard let event = try? JSONParser.parse(Array(line.utf8)) else { return "half" }
            return event["type"]?.string ?? event["kind"]?.string ?? ""
        }
    }

    @Test func `says nothing after some events, until the rule is gone`() throws {
        try fault(#"{"after":2,"then":"stall"}"#)
        let number = try watch()
        try change(4)

        #expect(events(number) == ["MODIFIED", "MODIFIED"])
        try play.control("DELETE", "/fake/faults/w")
        #expect(events(number) == ["MODIFIED", "MODIFIED", "MODIFIED", "MODIFIED"])
    }

    @Test func `ends properly`() throws {
        try fault(#"{"after":1,"then":"end"}"#)
        let number = try watch()
        try change(2)

        #expect(play.status(of: number) == 200)
        #expect(events(number) == ["MODIFIED"])
    }

    @Test func `is cut inside an event`() throws {
        try fault(#"{"after":1,"then":"cut"}"#)
        let number = try watch()
        try change(1)
        #expect(play.end(of: number) == nil)
        try change(1)

        #expect(play.end(of: number) == .close)
        #expect(events(number) == ["MODIFIED", "half"])
    }

    @Test(arguments: ["close", "reset"])
    func `loses its connection between two events`(then: String) throws {
        try fault(#"{"after":1,"then":"\#(then)"}"#)
        let number = try watch()
        try change(1)

        #expect(play.end(of: number)?.rawValue == then)
        #expect(events(number) == ["MODIFIED"])
    }

    @Test func `is told of two changes in the wrong order, and then goes on`() throws {
        try fault(#"{"after":1,"then":"swap"}"#, #","impossible":true"#)
        let number = try watch()
        try change(2)
        #expect(versions(number) == ["7"])
        try change(2)

        #expect(versions(number) == ["7", "9", "8", "10"])
    }

    @Test func `is told what was held back when the rule goes`() throws {
        try fault(#"{"then":"swap"}"#, #","impossible":true"#)
        let number = try watch()
        try change(1)
        #expect(versions(number) == [])
        try play.control("DELETE", "/fake/faults/w")
        #expect(versions(number) == ["7"])
        try change(1)

        #expect(versions(number) == ["7", "8"])
    }

    /// The versions of the objects that a watch has shown.
    private func versions(_ number: Int) -> [String] {
        play.text(number).split(separator: "\n").compactMap { line in
            (try? JSONParser.parse(Array(line.utf8)))?[
                path: "object", "metadata", "resourceVersion"]?.string
        }
    }

    @Test func `is told that its version is too old`() throws {
        try fault(#"{"after":1,"then":"expired"}"#)
        let number = try watch()
        try change(1)

        #expect(events(number) == ["MODIFIED", "ERROR"])
        #expect(play.text(number).contains(#""reason":"Expired","code":410"#))
        #expect(play.status(of: number) == 200)
    }

    @Test func `is told any error that has a name`() throws {
        try fault(#"{"then":{"error":"etcdTimeout"}}"#)
        let number = try watch()

        #expect(events(number) == ["ERROR"])
        #expect(play.text(number).contains("etcdserver: request timed out"))
    }

    @Test func `gets no bookmarks`() throws {
        let told = try watch("&allowWatchBookmarks=true", as: "b")
        try fault(#"{"drop":"bookmarks"}"#)
        let number = try watch("&allowWatchBookmarks=true")
        play.wait(.seconds(120))
        try change(1)

        #expect(events(number) == ["MODIFIED"])
        #expect(events(told) == ["BOOKMARK", "BOOKMARK", "MODIFIED"])
    }

    @Test func `counts the objects that it begins with`() throws {
        for name in ["x", "y"] { try play.create(name) }
        try fault(#"{"after":2,"then":"end"}"#)
        let number = try play.send("GET", "/as/a\(APIClient.leases)?watch=1")

        #expect(events(number) == ["ADDED", "ADDED"])
    }

    @Test func `may be open already when the rule is made`() throws {
        let (mine, other) = (try watch(), try watch(as: "b"))
        try change(1)
        try fault(#"{"after":1,"then":"reset"}"#)
        #expect(play.end(of: mine) == nil)
        try change(2)

        #expect(play.end(of: mine) == .reset)
        #expect(events(mine) == ["MODIFIED", "MODIFIED"])
        #expect(play.end(of: other) == nil)
    }

    @Test func `is taken as often as the rule says`() throws {
        try fault(#"{"then":"end"}"#, #","times":1"#)
        let (first, second) = (try watch(), try watch())

        #expect(play.status(of: first) == 200)
        #expect(play.status(of: second) == nil)
        #expect(try play.fault("w")["acted"] == 1)
    }

    @Test func `may be answered with a document that is no event, where that is wanted`() throws {
        try play.addFault(#"{"at":"watching","do":{"error":"etcdTimeout"},"impossible":true}"#)
        let number = try watch()

        #expect(events(number) == ["Status"])
    }

    @Test func `may be turned away before it begins`() throws {
        try play.addFault(#"{"match":{"verb":"watch"},"do":{"error":"cacheUnready429"}}"#)

        #expect(try play.status(of: watch()) == 429)
    }
}

@Suite struct `Open watches` {
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay()
        try play.create("web")
    }

    private func watch(as client: String) throws -> Int {
        try play.send("GET", "/as/\(client)\(APIClient.leases)?watch=1")
    }

    private func watches() throws -> [JSONValue] {
        try #require(try play.control("GET", "/fake/watches")["watches"]?.array)
    }

    @Test func `are listed with what they have told`() throws {
        _ = try watch(as: "a")
        try play.patch("web", holder: "b")
        let (version, listed) = (try play.version("web"), try watches())

        #expect(listed.count == 1)
        #expect(listed[0]["client"] == "a")
        #expect(listed[0]["path"]?.string == "\(APIClient.leases)?watch=1")
        #expect(listed[0]["version"]?.string == version)
        #expect(listed[0]["events"] == 2)
        #expect(listed[0]["behind"] == 0)
    }

    @Test func `are behind when they are stalled`() throws {
        _ = try watch(as: "a")
        try play.addFault(#"{"do":{"watch":{"then":"stall"}}}"#)
        for holder in ["b", "c"] { try play.patch("web", holder: holder) }

        #expect(try watches().map { $0["behind"] } == [2])
    }

    @Test func `can be cut, one or all`() throws {
        let numbers = try ["a", "b", "c"].map(watch)
        let id = try #require(try watches()[1]["id"]?.integer)

        #expect(try play.control("DELETE", "/fake/watches/\(id)") == ["cut": 1])
        #expect(numbers.map { play.end(of: $0) } == [nil, .close, nil])
        #expect(try play.control("DELETE", "/fake/watches") == ["cut": 2])
        #expect(try watches() == [])
        #expect(try play.ask("DELETE", "/fake/watches/\(id)").status == 404)
    }
}
