import FakeAPIServerKit
import Foundation
import KubeCluster
import KubeJournal
import KubeTestSupport
import Testing

/// What the log tells of writes that the database takes, or does not take.
@Suite(.serialized) struct `A write that the log is to tell of` {
    private let directory: TemporaryFolder
    private let log = ClusterLog()
    private let play: HandlerPlay

    init() throws {
        directory = try TemporaryFolder()
        play = try HandlerPlay(keptIn: directory)
        play.handler.host.logger = log.logger
    }

    private func post() throws -> Int {
        try play.post("POST", APIClient.leases, #"{"metadata":{"name":"a"}}"#)
    }

    @Test func `is told once it is kept`() throws {
        _ = try post()
        #expect(log.all.isEmpty)

        play.turn()

        #expect(log.lines(saying: "Created a lease").count == 1)
    }

    @Test func `is never told when the disk does not take it`() throws {
        try FileManager.default.removeItem(atPath: directory.path)

        let number = try post()
        play.turn()

        #expect(play.status(of: number) == 500)
        #expect(log.all.isEmpty)
    }

    @Test func `is not told when a reset that went with it is undone`() throws {
        try FileManager.default.removeItem(atPath: directory.path)

        try play.ask("POST", "/fake/reset", #"{"only":["objects"]}"#)

        #expect(log.lines(saying: "Reset the cluster").isEmpty)
    }
}
