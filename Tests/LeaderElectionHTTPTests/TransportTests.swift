import FakeAPIServerTesting
import Foundation
import KubeTestSupport
import LeaderElection
import LeaderElectionHTTP
import Synchronization
import Testing

@Suite(.limited) struct `A client over URLSession` {
    /// What a call fails with.
    private func error(
        of call: () async throws(LeaseClientError) -> Void
    ) async -> LeaseClientError.Kind? {
        do throws(LeaseClientError) {
            try await call()
            return nil
        } catch {
            return error.kind
        }
    }

    private func client(_ url: String) throws -> HTTPLeaseClient {
        try HTTPLeaseClient(ClusterAccess(server: url), userAgent: "test")
    }

    private func lease(_ spec: String = "{}") throws -> LeaseDocument {
        try #require(
            LeaseDocument(
                json: Array(
                    #"{"metadata":{"name":"app","namespace":"default"},"spec":\#(spec)}"#.utf8)))
    }

    @Test func `creates, reads and updates a lease`() async throws {
        try await withFakeAPIServer { server in
            let client = try client(server.url)
            #expect(
                await error { () async throws(LeaseClientError) in
                    _ = try await client.lease("app", in: "default")
                } == .notFound)

            let created = try await client.createLease(
                try lease(#"{"holderIdentity":"me","leaseDurationSeconds":15}"#))
            let read = try await client.lease("app", in: "default")
            #expect(read == created)
            #expect(read.holderIdentity == "me" && read.leaseDuration == .seconds(15))
            #expect(read.description == "lease default/app, held by me")
            let updated = try await client.updateLease(read)

            #expect(updated.resourceVersion == read.resourceVersion)
            let requests = try await server.requests
            #expect(Set(requests.map(\.userAgent)) == ["test"])
        }
    }

    @Test func `tells errors apart`() async throws {
        try await withFakeAPIServer { server in
            let client = try client(server.url)
            let new = try lease()
            let created = try await client.createLease(new)
            try await server.lease("app").steal(by: "other")

            let again = await error { () async throws(LeaseClientError) in
                _ = try await client.createLease(new)
            }
            #expect(again == .alreadyExists)
            #expect(
                await error { () async throws(LeaseClientError) in
                    _ = try await client.updateLease(created)
                } == .conflict)
            for (named, kind) in [
                (NamedError.forbidden, LeaseClientError.Kind.forbidden),
                (.unauthorized, .unauthorized), (.tooManyRequests, .tooManyRequests),
                (.etcdTimeout, .server(status: 500)),
            ] {
                try await server.faults.add(FaultRule("once", do: .error(named)))
                #expect(
                    await error { () async throws(LeaseClientError) in
                        _ = try await client.lease("app", in: "default")
                    } == kind)
                try await server.faults.remove("once")
            }
            try await server.faults.add(FaultRule(do: .reset))
            #expect(
                await error { () async throws(LeaseClientError) in
                    _ = try await client.lease("app", in: "default")
                } == .noAnswer)
        }
    }

    @Test func `gives a request up when its task is cancelled`() async throws {
        try await withFakeAPIServer { server in
            let client = try client(server.url(as: "a"))
            try await server.faults.add(FaultRule(do: .hang))
            let read = Task { try await client.lease("app", in: "default") }
            let isAsked = try await eventually {
                try await server.faults.reports.first?.acted == 1
            }
            #expect(isAsked)

            read.cancel()

            await #expect(throws: LeaseClientError.self) { try await read.value }
            // The server sees that the client has left.
            let hasLeft = try await eventually {
                try await server.requests(RequestMatch(client: "a")).count == 1
            }
            #expect(hasLeft)
        }
    }

    @Test func `watches a candidate`() async throws {
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"]
        ) { server in
            let client = try client(server.url)
            #expect(try await client.servesCandidates(of: .v1beta1))
            #expect(try await !client.servesCandidates(of: .v1alpha1))
            let key = CandidateKey(namespace: "default", name: "me", version: .v1beta1)
            let list = try await client.listCandidate(key)
            #expect(list.candidate == nil)

            let (events, continuation) = AsyncStream<CandidateEvent>.makeStream()
            let watch = Task {
                try await client.watchCandidate(
                    key, from: list.resourceVersion, timeout: .seconds(300)
                ) { continuation.yield($0) }
            }
            let candidate = try #require(
                CandidateDocument(
                    json: Array(
                        #"""
                        {"apiVersion":"coordination.k8s.io/v1beta1","kind":"LeaseCandidate",
                        "metadata":{"name":"me","namespace":"default"},"spec":{"leaseName":"app",
                        "binaryVersion":"1.2.3","emulationVersion":"1.2.0",
                        "strategy":"OldestEmulationVersion"}}
                        """#.utf8)))
            _ = try await client.createCandidate(candidate, key)
            var iterator = events.makeAsyncIterator()
            guard case .added(let seen) = await iterator.next() else {
                Issue.record("the watch shows something else")
                return
            }
            #expect(seen.leaseName == "app" && seen.name == "me")
            watch.cancel()
            _ = await watch.result
        }
    }

    @Test func `follows a lease through an election`() async throws {
        try await withFakeAPIServer { server in
            var configuration = LeaderElector.Configuration(
                identity: "me", namespace: "default", leaseName: "app")
            configuration.leaseDuration = .seconds(600)
            configuration.renewDeadline = .seconds(500)
            let elector = try LeaderElector(configuration, client: try client(server.url))

            let isLeading = try await elector.withLeadership { _ in elector.isLeading }

            #expect(isLeading)
            let terms = try await server.lease("app").terms
            #expect(terms.map(\.holderIdentity) == ["me"])
            #expect(terms.first?.end != nil)
        }
    }

    @Test func `reads a token file for every request`() async throws {
        let folder = try TemporaryFolder()
        let token = folder.url.appending(path: "token")
        try Data("one\n".utf8).write(to: token)
        try await withFakeAPIServer { server in
            var access = ClusterAccess(server: server.url)
            access.token = .file(path: token.path())
            let client = try HTTPLeaseClient(access)
            _ = try await client.createLease(try lease())
            try FileManager.default.removeItem(at: token)

            #expect(
                await error { () async throws(LeaseClientError) in
                    _ = try await client.lease("app", in: "default")
                } == .noAnswer)
        }
    }
}
