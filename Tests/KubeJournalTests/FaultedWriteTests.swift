import FakeAPIServerKit
import Foundation
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeJournal
import KubeTestSupport
import KubeTime
import Testing

/// What rules do where there is a database: a write is committed once it is stored for good.
@Suite(.serialized) struct `A write with which something goes wrong before a database` {
    private let directory: TemporaryFolder
    private let play: HandlerPlay

    init() throws {
        directory = try TemporaryFolder()
        play = try HandlerPlay(keptIn: directory)
    }

    private func create(_ name: String) throws -> Int {
        try play.send("POST", APIClient.leases, #"{"metadata":{"name":"\#(name)"}}"#)
    }

    private func post(_ name: String) throws -> Int {
        try play.post("POST", APIClient.leases, #"{"metadata":{"name":"\#(name)"}}"#)
    }

    private func loseDisk() throws {
        try FileManager.default.removeItem(atPath: directory.path)
    }

    private func outcomes() throws -> [String?] {
        try play.requests().map { $0["outcome"]?.string }
    }

    @Test func `is lost after it is stored`() throws {
        try play.addFault(#"{"name":"r","at":"afterCommit","do":{"reset":true}}"#)
        let number = try create("web")

        #expect(play.end(of: number) == .reset)
        let request = try #require(try play.requests().first)
        #expect(request["outcome"] == "lost")
        #expect(request["status"] == 201)
        #expect(request["committed"] != .null)
        #expect(play.handler.isKept)
    }

    @Test func `never comes to be committed when the disk does not take it`() throws {
        try play.addFault(#"{"name":"r","at":"afterCommit","do":{"reset":true}}"#)
        try loseDisk()
        let number = try create("web")

        #expect(play.status(of: number) == 500)
        #expect(try play.fault("r")["acted"] == 0)
        #expect(try play.requests().map { $0["committed"] } == [.null])
        #expect(try play.requests().map { $0["faults"] } == [[]])
    }

    @Test func `counts once when it is asked again because a shared commit failed`() throws {
        try play.addFault(
            #"{"name":"r","at":"beforeCommit","match":{"name":"web"},"skip":1,"do":{"status":503}}"#
        )
        let number = try post("web")
        try loseDisk()
        play.turn()

        #expect(play.status(of: number) == 500)
        #expect(try play.fault("r")["seen"] == 1)
        #expect(try play.fault("r")["acted"] == 0)
    }

    @Test(arguments: [
        (
            "PUT", "/fake/snapshot",
            "kind: Cluster\napiVersion: fake-apiserver/v1\nfaults: []\npartitions: []\n"
        ),
        ("POST", "/fake/reset", ""),
    ])
    func `still goes wrong when what would have ended that is not stored`(
        method: String, path: String, body: String
    ) throws {
        try play.addFault(
            #"{"name":"r","match":{"verb":"get"},"until":{"held":2},"do":{"status":503}}"#)
        _ = try play.send("GET", "\(APIClient.leases)/web")
        try play.control("POST", "/fake/partitions", #"{"client":"b"}"#)
        try loseDisk()

        #expect(try play.ask(method, path, body).status == 500)
        #expect(try play.fault("r")["acted"] == 1)
        #expect(try play.control("GET", "/fake/partitions")["partitions"]?.array?.count == 1)
    }

    @Test func `is stored when it was slowed down before`() throws {
        try play.addFault(#"{"at":"beforeCommit","do":{"delay":"1s"}}"#)
        let number = try create("web")
        #expect(play.isWaiting(number))
        play.wait(.seconds(1))

        #expect(play.status(of: number) == 201)
        #expect(play.handler.isKept)
        #expect(try outcomes() == ["answered"])
    }

    @Test func `is stored when it was held before, or it did not happen`() throws {
        try play.addFault(#"{"name":"h","at":"beforeCommit","do":{"hold":true}}"#)
        let (first, second) = (try create("web"), try create("other"))
        try play.control("POST", "/fake/held", #"{"release":"oldest"}"#)
        #expect(play.status(of: first) == 201)
        try loseDisk()
        try play.control("POST", "/fake/held", #"{"release":"all"}"#)

        #expect(play.status(of: second) == 500)
        let requests = try play.requests()
        #expect(requests.map { $0["status"] } == [201, 500])
        #expect(requests.map { $0["committed"] == .null } == [false, true])
        #expect(requests.map { $0["faults"] } == [["h"], ["h"]])
    }

    @Test func `is noted as it was when its client leaves before that is known`() throws {
        try play.addFault(#"{"at":"afterCommit","do":{"hold":true}}"#)
        let number = try create("web")
        #expect(play.isWaiting(number))
        play.leave(number)

        #expect(try outcomes() == ["lost"])
    }
}
