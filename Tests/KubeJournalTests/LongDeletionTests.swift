import FakeAPIServerKit
import Foundation
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeJournal
import KubeRegistry
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

/// A deletion that takes long where there is a database: each slice is stored by itself.
@Suite(.serialized) struct `A long deletion before a database` {
    private let directory: TemporaryFolder
    private let play: HandlerPlay

    init() throws {
        directory = try TemporaryFolder()
        play = try HandlerPlay(keptIn: directory)
        for number in 0..<60 {
            _ = try play.send(
                "POST", APIClient.leases, #"{"metadata":{"name":"l\#(number)"}}"#)
        }
    }

    private func names() throws -> [String] {
        let list = try JSONParser.parse(try play.ask("GET", APIClient.leases).body)
        return (list["items"]?.array ?? []).compactMap { $0["metadata"]?["name"]?.string }
    }

    @Test func `is answered once all of it is stored`() throws {
        let deletion = try play.send("DELETE", APIClient.leases)

        #expect(play.status(of: deletion) == 200)
        #expect(play.handler.isKept)
        #expect(try names() == [])
    }

    @Test func `fails where the disk does not take a slice, after which the rest stays`() throws {
        let deletion = try play.post("DELETE", APIClient.leases)
        play.keep()
        try #require(play.isWaiting(deletion))
        let left = try #require(
            play.handler.host.withCluster(.default) {
                $0.registry.store.objects("leases", namespace: "default").count
            })
        _ = play.handler.advance(to: play.now)
        try FileManager.default.removeItem(atPath: directory.path)

        play.turn()

        #expect(play.status(of: deletion) == 500)
        #expect(left < 60)
        #expect(try names().count == left)
    }
}
