import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

@Suite struct `An answer` {
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay()
        try play.create("web")
    }

    private func fault(_ action: String) throws {
        try play.addFault(#"{"name":"r","match":{"client":"a"},"do":\#(action)}"#)
    }

    private func whole() throws -> String {
        String(decoding: try play.ask("GET", "\(APIClient.leases)/web").body, as: UTF8.self)
    }

    @Test(arguments: ["reset", "close"])
    func `is cut off after some bytes`(then: String) throws {
        try fault(#"{"truncate":20,"then":"\#(then)"}"#)
        let number = try play.get("web")

        #expect(play.end(of: number)?.rawValue == then)
        #expect(play.text(number) == (try whole().prefix(20)))
        #expect(try play.requests("?client=a&verb=get").map { $0["outcome"] } == ["truncated"])
    }

    @Test func `that is cut off is lost where something was written`() throws {
        try fault(#"{"truncate":0}"#)
        try play.patch("web", holder: "b")

        #expect(try play.requests("?verb=patch").map { $0["outcome"] } == ["lost"])
    }

    @Test func `may stop in the middle for good`() throws {
        try fault(#"{"truncate":20,"then":"hang"}"#)
        let number = try play.get("web")
        play.wait(.seconds(3600))

        #expect(play.end(of: number) == nil)
        #expect(play.text(number).utf8.count == 20)
        play.leave(number)
        #expect(try play.requests("?client=a&verb=get").map { $0["outcome"] } == ["truncated"])
    }

    @Test func `that has stopped in the middle ends with a reset of the faults`() throws {
        try fault(#"{"truncate":20,"then":"hang"}"#)
        let number = try play.get("web")
        try play.control("POST", "/fake/reset", #"{"only":["clock"]}"#)
        #expect(play.end(of: number) == nil)
        try play.control("POST", "/fake/reset", #"{"only":["faults"]}"#)

        #expect(play.end(of: number)?.rawValue == "reset")
        #expect(play.text(number).utf8.count == 20)
    }

    @Test func `comes byte by byte on the clock of the cluster`() throws {
        try fault(#"{"slow":{"bytesPerSecond":50}}"#)
        let (number, whole) = (try play.get("web"), try whole())
        #expect(play.text(number).isEmpty)
        play.wait(.seconds(1))
        #expect((45...50).contains(play.text(number).utf8.count))
        play.wait(.seconds(2))
        #expect((145...150).contains(play.text(number).utf8.count))
        #expect(try play.requests("?client=a&verb=get") == [])
        play.wait(.seconds(60))

        #expect(String(decoding: try play.answer(number).body, as: UTF8.self) == whole)
        #expect(try play.requests("?client=a&verb=get").map { $0["outcome"] } == ["answered"])
    }

    @Test func `is garbage of the same length`() throws {
        try fault(#"{"garbage":true}"#)
        let answer = try play.answer(play.get("web"))

        #expect(answer.body.count == (try whole().utf8.count))
        #expect(answer.body != Array(try whole().utf8))
        #expect(answer.fields["Content-Type"] == "application/json")
    }

    @Test func `of a watch is neither cut off nor slow: there are actions for watches`() throws {
        try fault(#"{"truncate":20}"#)
        let number = try play.send("GET", "/as/a\(APIClient.leases)?watch=1")

        #expect(play.text(number).hasPrefix(#"{"type":"ADDED""#))
        #expect(try play.fault("r")["seen"] == 0)
    }
}

@Suite struct `A read of what there was` {
    private let play: HandlerPlay
    private let version: String

    init() throws {
        play = try HandlerPlay()
        try play.create("web", holder: "0")
        version = try play.version("web")
        for holder in ["1", "2", "3"] { try play.patch("web", holder: holder) }
    }

    private func fault(_ staleness: String) throws {
        try play.addFault(#"{"name":"s","match":{"client":"a"},"do":{"stale":\#(staleness)}}"#)
    }

    private func holder(_ query: String = "") throws -> String? {
        let answer = try play.ask("GET", "\(HandlerPlay.leases())/web\(query)")
        return try JSONParser.parse(answer.body)[path: "spec", "holderIdentity"]?.string
    }

    @Test(arguments: [(0, "3"), (1, "2"), (3, "0")])
    func `shows the state of so many changes ago`(count: Int, expected: String) throws {
        try fault(#"{"by":\#(count)}"#)

        #expect(try holder() == expected)
        #expect(try play.holder("web") == "3")
    }

    @Test func `shows the state of a version`() throws {
        try fault(#"{"at":"\#(version)"}"#)

        #expect(try holder() == "0")
    }

    @Test func `is a list of its version too`() throws {
        try fault(#"{"by":2}"#)
        let list = try JSONParser.parse(try play.ask("GET", HandlerPlay.leases()).body)

        let listed = list[path: "metadata", "resourceVersion"]?.string.flatMap { UInt64($0) }
        #expect(listed == UInt64(version).map { $0 + 1 })
        #expect(list["items"]?.array?.map { $0[path: "spec", "holderIdentity"] } == ["1"])
    }

    @Test func `is a watch that begins with it, and then catches up`() throws {
        try fault(#"{"by":2}"#)
        let number = try play.send("GET", "\(HandlerPlay.leases())?watch=1")
        let events = try play.text(number).split(separator: "\n").map {
            try JSONParser.parse(Array($0.utf8))
        }

        #expect(events.map { $0["type"] } == ["ADDED", "MODIFIED", "MODIFIED"])
        #expect(
            events.map { $0[path: "object", "spec", "holderIdentity"] } == ["1", "2", "3"])
    }

    @Test func `is not one that asks for a version`() throws {
        try fault(#"{"by":2}"#)

        #expect(try holder("?resourceVersion=\(version)") == "3")
        #expect(try play.fault("s")["seen"] == 0)
    }

    @Test func `changes nothing for writes`() throws {
        try fault(#"{"by":2}"#)

        #expect(try play.status(of: play.patch("web", holder: "4")) == 200)
        #expect(try play.holder("web") == "4")
    }
}

@Suite struct `Forgetting the history` {
    @Test func `ends watches from older versions, and leaves objects alone`() throws {
        let play = try HandlerPlay()
        try play.create("web", holder: "0")
        let version = try play.version("web")
        try play.patch("web", holder: "1")
        try play.addFault(#"{"times":1,"do":{"expire":true}}"#)
        let number = try play.send(
            "GET", "\(APIClient.leases)?watch=1&resourceVersion=\(version)")

        #expect(play.text(number).contains(#""code":410"#))
        #expect(try play.holder("web") == "1")
    }
}
