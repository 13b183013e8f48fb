import FakeAPIServerKit
import Foundation
import KubeCluster
import KubeHTTP1
import KubeJournal
import KubeSockets
import KubeTestSupport
import KubeTime
import Testing

/// What the journal of requests says of writes that the database takes, or does not take.
@Suite(.serialized) struct `A request whose change is not kept yet` {
    private let directory: TemporaryFolder
    private let handler: HostHandler
    private let id = RequestID(index: 0)
    private let now = Timestamp.epoch

    init() throws {
        directory = try TemporaryFolder()
        let (journal, store) = try SQLiteJournal.open(directory.file("test.sqlite"))
        let host = try TestHost(store: store, persistence: ClusterPersistence(journal)).clusters
        handler = HostHandler(host)
        try #require(handler.endKeeping(at: now))
    }

    private func create() throws -> HTTPRequest {
        let request = try HTTPRequest(
            "POST", APIClient.leases, Array(#"{"metadata":{"name":"a"}}"#.utf8),
            fields: ["Content-Type": "application/json"])
        _ = handler.respond(to: request, as: id, at: now)
        return request
    }

    private func requests() throws -> [RecordedRequest] {
        try #require(handler.host.withCluster(.default) { $0.requests() })
    }

    private func loseDisk() throws {
        try FileManager.default.removeItem(atPath: directory.path)
    }

    @Test func `is noted with its version when it is kept`() throws {
        _ = try create()
        #expect(handler.endKeeping(at: now))
        handler.didAnswer(id, .answered(status: 201), at: now)

        let requests = try requests()
        #expect(requests.map(\.committedVersion) == [6])
        #expect(requests.first?.phases.committed != nil)
    }

    @Test func `is noted when that is known, also when its client leaves before`() throws {
        _ = try create()
        handler.didAnswer(id, .clientGone, at: now)
        #expect(try requests().isEmpty)

        #expect(handler.endKeeping(at: now))

        let requests = try requests()
        #expect(requests.map(\.outcome) == [.clientGone])
        #expect(requests.map(\.committedVersion) == [6])
        #expect(requests.map(\.status) == [201])
    }

    @Test func `has changed nothing when its client leaves before it cannot be kept`() throws {
        _ = try create()
        handler.didAnswer(id, .clientGone, at: now)
        try loseDisk()

        #expect(!handler.endKeeping(at: now))

        let requests = try requests()
        #expect(requests.map(\.outcome) == [.clientGone])
        #expect(requests.map(\.committedVersion) == [nil])
        #expect(requests.map(\.status) == [nil])
    }

    @Test func `is noted once when it is asked again in vain`() throws {
        let request = try create()
        try loseDisk()
        #expect(!handler.endKeeping(at: now))
        _ = handler.respond(to: request, as: id, at: now)
        #expect(!handler.endKeeping(at: now))
        let refusal = handler.refuse(request, as: id, at: now)
        handler.didAnswer(id, .answered(status: refusal.status), at: now)

        let requests = try requests()
        #expect(requests.map(\.status) == [500])
        #expect(requests.map(\.reason) == ["InternalError"])
        #expect(requests.map(\.committedVersion) == [nil])
    }
}
