import FakeAPIServerKit
import KubeCluster
import KubeHTTP1
import KubeSockets
import KubeTestSupport
import Testing

@Suite struct `A line about a request` {
    private let leases = APIClient.leases
    private let play: JournalPlay

    init() throws {
        play = try JournalPlay()
    }

    /// The line about the last request, without its number and time.
    private func line() throws -> String {
        let line = try #require(try play.lines().last)
        return String(line.split(separator: " ", maxSplits: 2).last ?? "")
    }

    @Test func `says who asked for what when, and what came of it`() throws {
        try play.ask("POST", "/as/a\(leases)", JournalPlay.lease("web", holder: "a"))
        #expect(
            try play.lines() == [
                "#1 2026-01-01T00:00:00.000000Z a: create leases default/web for holder a -> 201, "
                    + "now version 6"
            ])
        try play.ask(
            "PUT", "/as/b\(leases)/web", JournalPlay.lease("web", holder: "b", version: "5"))
        #expect(
            try line() == "b: update leases default/web for holder b at version 5 -> 409 Conflict")
        try play.ask("GET", leases, connection: 7)
        #expect(try line() == "c7: list leases default -> 200")
        try play.ask("GET", "/readyz?verbose", connection: 7)
        #expect(try line() == "c7: GET /readyz?verbose -> 200")
        try play.ask("GET", "/api/v1/namespaces/default/status", connection: 7)
        #expect(try line() == "c7: get namespaces/status default -> 200")
    }

    @Test(arguments: [
        (AnswerOutcome.clientGone, "but the client was gone"),
        (.cut, "but the client did not take it"), (.ended, "but the server ended"),
    ])
    func `says when the client has not got the answer`(outcome: AnswerOutcome, text: String) throws
    {
        try play.ask("GET", leases, outcome: outcome)
        #expect(try line() == "c1: list leases default -> 200, \(text)")
    }

    @Test func `says when there was no answer`() throws {
        let request = try HTTPRequest("GET", "\(leases)?resourceVersion=99")
        let id = RequestID(index: 0)
        guard case .wait(let wait) = play.handler.respond(to: request, as: id, at: play.now).kind
        else { throw ClientError.noAnswer }
        play.handler.abandon(wait)
        play.handler.didAnswer(id, .clientGone, at: play.now)
        #expect(try line() == "c0: list leases default -> no answer, but the client was gone")
    }

    @Test func `says who has seen the change`() throws {
        let watches = try ["a", "b", "b"].map { try play.open("/as/\($0)\(leases)?watch=1") }
        try play.ask("POST", "/as/a\(leases)", JournalPlay.lease("web", holder: "a"))
        for watch in watches { _ = try play.read(watch) }
        #expect(try line().hasSuffix("-> 201, now version 6, seen by a and b"))
    }

    @Test func `is about nothing when there is none`() throws {
        #expect(try play.lines() == ["No such request was answered."])
    }

    @Test func `comes after what is forgotten`() throws {
        let play = try JournalPlay { $0.journalRequests = 1 }
        for _ in 1...3 { try play.ask("GET", "/readyz") }
        #expect(try play.lines().first == "2 earlier requests are forgotten")
    }
}
