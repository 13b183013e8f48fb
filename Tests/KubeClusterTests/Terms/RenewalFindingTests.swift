import FakeAPIServerKit
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `The renewals of a lease` {
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay { $0.clock = .manual(startingAt: .epoch) }
    }

    private func hold(
        _ holder: String, client: String, agent: String = "elector", transitions: Int64 = 0
    ) throws {
        try play.hold(
            "web", by: holder, client: client, transitions: transitions,
            fields: ["User-Agent": agent])
    }

    private func patch(
        _ patch: String, client: String? = "a", agent: String = "elector", query: String = "",
        type: String = "application/merge-patch+json"
    ) throws {
        let base = client.map { "/as/\($0)" } ?? ""
        let answer = try play.ask(
            "PATCH", "\(base)\(APIClient.leases)/web\(query)", patch,
            fields: ["User-Agent": agent, "Content-Type": type])
        try #require(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
    }

    private func advance(_ duration: String) throws {
        try play.control("POST", "/fake/clock", #"{"advance":"\#(duration)"}"#)
    }

    private func terms() throws -> [JSONValue] {
        try #require(try play.control("GET", "/fake/terms?lease=web")["terms"]?.array)
    }

    private func kinds() throws -> [String] {
        try terms().flatMap { $0["findings"]?.texts("kind") ?? [] }
    }

    private let renewal = #"{"spec":{"renewTime":"2026-01-01T00:00:05.000000Z"}}"#

    @Test func `are no finding when the holder makes them with a version`() throws {
        try hold("a", client: "a")
        try advance("5s")
        try hold("a", client: "a")
        #expect(try kinds().isEmpty)
    }

    @Test func `are a finding under another field manager`() throws {
        try hold("a", client: "a")
        try advance("5s")
        try patch(renewal, client: "a", agent: "curl/8")
        #expect(try kinds() == ["unconditionalRenewal", "foreignRenewal"])
        let messages = try terms()[0]["findings"]?.texts("message")
        #expect(messages?.last == "the lease of a was renewed by curl, and taken by elector")
    }

    @Test func `are a finding by another client, whatever it calls its fields' owner`() throws {
        try hold("a", client: "a")
        try advance("5s")
        try hold("a", client: "b")
        #expect(try kinds() == ["foreignRenewal"])
        let messages = try terms()[0]["findings"]?.texts("message")
        #expect(
            messages == ["the lease of a was renewed by the client b, and taken by the client a"])
        try advance("5s")
        try patch(#"{"spec":{"renewTime":"2026-01-01T00:00:10.000000Z"}}"#, client: nil)
        #expect(
            try terms()[0]["findings"]?.texts("message").last
                == "the lease of a was renewed by a client without a name, and taken by the client a"
        )
    }

    @Test func `are a finding without a version, and none with one`() throws {
        try hold("a", client: "a")
        try advance("5s")
        let lease = try play.control("GET", "\(APIClient.leases)/web")
        let version = try #require(lease[path: "metadata", "resourceVersion"]?.string)
        try patch(
            #"{"metadata":{"resourceVersion":"\#(version)"},"spec":{"renewTime":"2026-01-01T00:00:05.000000Z"}}"#
        )
        #expect(try kinds().isEmpty)
        try advance("5s")
        try patch(#"{"spec":{"renewTime":"2026-01-01T00:00:10.000000Z"}}"#)
        #expect(try kinds() == ["unconditionalRenewal"])
    }

    @Test func `are a finding each, however many others there were`() throws {
        try hold("a", client: "a")
        for number in 1...2_500 {
            try patch(#"{"metadata":{"labels":{"x":"\#(number)"}}}"#)
        }
        try advance("5s")
        try patch(renewal)
        #expect(try kinds() == ["unconditionalRenewal"])
    }

    @Test func `are no finding when nothing but something else changes`() throws {
        try hold("a", client: "a")
        try patch(#"{"metadata":{"labels":{"x":"y"}}}"#, client: "b", agent: "curl/8")
        #expect(try kinds().isEmpty)
    }

    @Test func `are no finding by whom the server gave the lease`() throws {
        try hold("x", client: "x")
        try play.control("POST", "/fake/leases/default/web/steal", #"{"holderIdentity":"b"}"#)
        try advance("5s")
        try hold("b", client: "b", transitions: 1)
        #expect(try terms()[1]["findings"]?.texts("kind").contains("foreignRenewal") == false)
        try hold("b", client: "c", transitions: 1)
        try advance("1s")
        try hold("b", client: "c", transitions: 1)
        #expect(try terms()[1]["findings"]?.texts("kind").contains("foreignRenewal") == true)
    }

    @Test func `have a longest gap`() throws {
        try hold("a", client: "a")
        #expect(try terms()[0]["longestGap"] == .null)
        for gap in ["2s", "7s", "3s"] {
            try advance(gap)
            try hold("a", client: "a")
        }
        #expect(try terms()[0]["longestGap"] == "7s")
        let number = try play.send(
            "GET", "/fake/terms?lease=web", fields: ["Accept": "text/plain"])
        let text = String(decoding: try play.answer(number).body, as: UTF8.self)
        #expect(text.contains("renewed it 3 times, with gaps of up to 7s."))
    }

    @Test func `leave a margin before the end, as far as the journal tells`() throws {
        try hold("a", client: "a")
        #expect(try terms()[0]["margin"] == .null)
        try advance("10s")
        try play.ask("POST", "/as/a/api/v1/namespaces", #"{"metadata":{"name":"one"}}"#)
        #expect(try terms()[0]["margin"] == "5s")
        try advance("10s")
        try play.ask("POST", "/as/a/api/v1/namespaces", #"{"metadata":{"name":"two"}}"#)
        #expect(try terms()[0]["margin"] == "-5s")
        try play.ask("POST", "/as/b/api/v1/namespaces", #"{"metadata":{"name":"three"}}"#)
        try advance("1s")
        try hold("b", client: "b", transitions: 1)
        #expect(try terms().map { $0["margin"] } == ["-5s", .null])
    }

    @Test func `count towards the margin only when they were answered`() throws {
        try hold("a", client: "a")
        try play.addFault(
            #"{"match":{"client":"a","verb":"update"},"at":"afterCommit","do":{"reset":true}}"#)
        try advance("5s")
        let lease = try play.control("GET", "\(APIClient.leases)/web")
        let body = JSONWriter.text(lease).replacing(
            "2026-01-01T00:00:00.000000Z", with: "2026-01-01T00:00:05.000000Z")
        _ = try play.send("PUT", "/as/a\(APIClient.leases)/web", body)
        try play.ask("POST", "/as/a/api/v1/namespaces", #"{"metadata":{"name":"one"}}"#)
        #expect(try terms()[0]["renewals"] == 1)
        #expect(try terms()[0]["margin"] == "10s")
    }

    @Test func `of a lease that never existed are told from those of one without terms`() throws {
        #expect(try play.control("GET", "/fake/terms?lease=typo")["code"] == 404)
        #expect(try play.control("GET", "/fake/terms?namespace=default&lease=typo")["code"] == 404)
        try play.ask("POST", APIClient.leases, #"{"metadata":{"name":"web"}}"#)
        #expect(try play.control("GET", "/fake/terms?lease=web")["terms"] == [])
        #expect(try play.control("GET", "/fake/terms?namespace=other")["terms"] == [])
        try hold("a", client: "a")
        try play.ask("DELETE", "\(APIClient.leases)/web")
        #expect(try terms().count == 1)
    }
}
