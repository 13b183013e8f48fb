import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

@Suite struct `A client that is cut off` {
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay()
        try play.create("web", holder: "first")
    }

    private func separate(_ direction: String) throws {
        let answer = try play.ask(
            "POST", "/fake/partitions", #"{"client":"a","direction":"\#(direction)"}"#)
        try #require(answer.status == 201)
    }

    private func heal() throws { try play.control("DELETE", "/fake/partitions/a") }

    @Test(arguments: [("both", "first"), ("toServer", "first"), ("toClient", "second")])
    func `gets no answer, and what has happened depends on the direction`(
        direction: String, holder: String
    ) throws {
        try separate(direction)
        let number = try play.patch("web", holder: "second")

        #expect(play.isWaiting(number))
        #expect(try play.holder("web") == holder)
        play.leave(number)
        let request = try #require(try play.requests("?verb=patch").first)
        #expect(request["faults"] == ["partition a"])
        #expect(request["outcome"] == (holder == "second" ? "lost" : "hung"))
    }

    @Test func `has its connection reset when that is healed`() throws {
        try separate("toClient")
        let number = try play.patch("web", holder: "second")
        try heal()

        #expect(play.end(of: number) == .reset)
        #expect(try play.requests("?verb=patch").map { $0["outcome"] } == ["lost"])
        #expect(try play.status(of: play.get("web")) == 200)
    }

    @Test func `is the only one`() throws {
        try separate("both")

        #expect(try play.status(of: play.patch("web", holder: "b", as: "b")) == 200)
    }

    @Test(arguments: [("both", false), ("toClient", false), ("toServer", true)])
    func `hears of changes where answers get through`(direction: String, hears: Bool) throws {
        let watch = try play.send(
            "GET", "/as/a\(APIClient.leases)?watch=1&resourceVersion=\(try play.version("web"))")
        try separate(direction)
        try play.patch("web", holder: "b", as: "b")

        #expect(play.text(watch).isEmpty != hears)
        try heal()
        #expect((play.end(of: watch) == .reset) != hears)
    }

    @Test func `is listed until it is healed`() throws {
        try separate("toServer")
        #expect(
            try play.control("GET", "/fake/partitions") == [
                "partitions": [["client": "a", "direction": "toServer"]]
            ])
        #expect(try text() == "a: its requests do not arrive (toServer)\n")
        try heal()

        #expect(try text() == "No client is cut off.\n")

        #expect(try play.control("GET", "/fake/partitions") == ["partitions": []])
        #expect(try play.ask("DELETE", "/fake/partitions/a").status == 404)
    }

    private func text() throws -> String {
        let answer = try play.ask("GET", "/fake/partitions", fields: ["Accept": "text/plain"])
        return String(decoding: answer.body, as: UTF8.self)
    }

    @Test func `is healed by a reset`() throws {
        try separate("both")
        let number = try play.patch("web", holder: "second")
        try play.control("POST", "/fake/reset")

        #expect(play.end(of: number) == .reset)
        #expect(try play.status(of: play.create("web")) == 201)
    }

    @Test(arguments: [#"{}"#, #"{"client":"a","direction":"up"}"#])
    func `is named, and so is the direction`(body: String) throws {
        #expect(try play.ask("POST", "/fake/partitions", body).status == 400)
    }
}
