import FakeAPIServerTesting
import Foundation
import KubeJSON
import KubeTestSupport
import Testing

@Suite(.limited) struct `A cluster beside the others` {
    private let now = "2026-01-01T00:00:00.000000Z"

    @Test func `has objects of its own`() async throws {
        try await withFakeAPIServer { server in
            let cluster = try await server.makeCluster("a")
            try await APIClient(url: cluster.url).createLease("app", holder: "one", renewTime: now)

            #expect(cluster.name == "a")
            #expect(cluster.url == server.url + "/clusters/a")
            #expect(
                try await APIClient(url: cluster.url).lease("app")["holderIdentity"] == "one")
            let elsewhere = try await APIClient(url: server.url).get("\(APIClient.leases)/app")
            #expect(elsewhere["reason"] == "NotFound")
        }
    }

    @Test func `has a clock and gates of its own`() async throws {
        try await withFakeAPIServer { server in
            let start = Timestamp(seconds: 1_000_000)
            let cluster = try await server.makeCluster { options in
                options.clock = .manual(startingAt: start)
                options.featureGates = [.coordinatedLeaderElection: true]
            }
            let report = try await cluster.clock.advance(by: .seconds(2))

            #expect(report.now == start + .seconds(2))
            #expect(report.fired.map(\.kind) == ["coordinator.lease"])
            #expect(server.clock.now > report.now)
        }
    }

    @Test func `remembers what it was asked, and by whom`() async throws {
        try await withFakeAPIServer { server in
            let cluster = try await server.makeCluster("a")
            #expect(cluster.url(as: "one") == cluster.url + "/as/one")
            for client in ["one", "two"] {
                try await APIClient(url: cluster.url(as: client))
                    .createLease("app", holder: client, renewTime: now)
            }

            #expect(try await server.requests.isEmpty)
            let requests = try await cluster.requests
            #expect(requests.map(\.client) == ["one", "two"])
            #expect(requests.map(\.status) == [201, 409])
            let refused = try await cluster.requests(RequestMatch(status: 409))
            #expect(refused.map(\.body.holderIdentity) == ["two"])
            #expect(try await cluster.requests(RequestMatch(), after: requests[0].id).count == 1)
            let error = await #expect(throws: FakeAPIServerError.self) {
                try await cluster.requests(RequestMatch(verb: "renew"))
            }
            #expect(error?.description.contains("\"verb\" must be one of get, list") == true)

            try await cluster.forgetRequests()
            #expect(try await cluster.requests.isEmpty)
        }
    }

    @Test func `has a name that is not taken and can stand in a URL`() async throws {
        try await withFakeAPIServer { server in
            _ = try await server.makeCluster("a")
            for name in ["a", "A", "a/b", ""] {
                await #expect(throws: FakeAPIServerError.self, "\(name)") {
                    try await server.makeCluster(name)
                }
            }
            #expect(try await server.clusterNames == ["a"])
        }
    }

    @Test func `is empty after a reset`() async throws {
        try await withFakeAPIServer { server in
            let cluster = try await server.makeCluster()
            let client = APIClient(url: cluster.url)
            try await client.createLease("app", holder: "one", renewTime: now)

            try await cluster.reset()

            #expect(try await client.get(APIClient.leases)["items"] == [])
        }
    }

    @Test func `is gone once it is deleted`() async throws {
        try await withFakeAPIServer { server in
            let cluster = try await server.makeCluster("a")
            try await cluster.delete()

            #expect(try await server.clusterNames.isEmpty)
            #expect(try await APIClient(url: cluster.url).get("/version")["code"] == 404)
            await #expect(throws: FakeAPIServerError.self) { try await cluster.clock.nextDue }
            await #expect(throws: FakeAPIServerError.self) { try await server.cluster.delete() }
        }
    }

    @Test func `has a kubeconfig of its own`() async throws {
        try await withFakeAPIServer { server in
            let cluster = try await server.makeCluster("a")
            #expect(cluster.kubeconfig.description.contains("server: \(server.url)/clusters/a\n"))
            #expect(server.kubeconfig.description.contains("server: \(server.url)\n"))
        }
    }

    @Test func `has a kubeconfig for each client`() async throws {
        try await withFakeAPIServer { server in
            let cluster = try await server.makeCluster("a")
            #expect(server.kubeconfig(as: "b").server == server.url(as: "b"))
            #expect(cluster.kubeconfig(as: "b").server == "\(server.url)/clusters/a/as/b")
            #expect(cluster.kubeconfig(as: "b").context == "fake/clusters/a/as/b")
        }
    }
}

@Suite(.limited) struct `The state of a cluster` {
    private let now = "2026-01-01T00:00:00.000000Z"

    @Test func `is restored as it was`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            let client = APIClient(url: server.url)
            try await client.createLease("app", holder: "one", renewTime: now)
            let snapshot = try await server.cluster.snapshot()
            try await server.lease("app").steal(by: "two")
            try await server.clock.advance(by: .seconds(60))

            try await server.cluster.restore(snapshot)

            #expect(try await client.lease("app")["holderIdentity"] == "one")
            #expect(snapshot.description.hasPrefix("kind: Cluster\n"))
            let error = await #expect(throws: FakeAPIServerError.self) {
                try await server.cluster.restore(ClusterSnapshot("kind: Gadget\napiVersion: v1\n"))
            }
            #expect(
                error?.description
                    == #"document 1, line 1: no matches for kind "Gadget" in version "v1""#)
        }
    }

    @Test func `goes on in a fork`() async throws {
        try await withFakeAPIServer { server in
            try await APIClient(url: server.url).createLease("app", holder: "one", renewTime: now)
            let fork = try await server.cluster.fork("b")
            let second = try await fork.fork()
            try await fork.lease("app").steal(by: "two")

            #expect(fork.url == server.url + "/clusters/b")
            #expect(second.url == server.url + "/clusters/" + second.name)
            #expect(try await APIClient(url: fork.url).lease("app")["holderIdentity"] == "two")
            for url in [server.url, second.url] {
                #expect(try await APIClient(url: url).lease("app")["holderIdentity"] == "one")
            }
            await #expect(throws: FakeAPIServerError.self) {
                try await server.cluster.fork(at: "100000")
            }
            await #expect(throws: FakeAPIServerError.self) {
                try await server.cluster.fork(at: "x")
            }
        }
    }

    @Test func `forgets its history`() async throws {
        try await withFakeAPIServer { server in
            let client = APIClient(url: server.url)
            let oldest = try await server.cluster.expireHistory()
            try await client.createLease("app", holder: "one", renewTime: now)

            let exact = "\(APIClient.leases)?resourceVersionMatch=Exact&resourceVersion="
            #expect(try await client.get(exact + oldest)["items"] == [])
            #expect(try await client.get(exact + "2")["code"] == 410)
            #expect(try await server.cluster.expireHistory(before: "1") == oldest)
        }
    }

    @Test func `is reset in parts`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            let client = APIClient(url: server.url)
            let start = server.clock.now
            try await client.createLease("app", holder: "one", renewTime: now)
            try await server.clock.advance(by: .seconds(60))

            try await server.cluster.reset(only: [.clock])

            #expect(server.clock.now == start)
            #expect(try await client.lease("app")["holderIdentity"] == "one")
            try await server.cluster.reset(only: [.objects])
            #expect(try await client.get(APIClient.leases)["items"] == [])
        }
    }

    @Test func `is loaded before the server listens`() async throws {
        try await withTemporaryFolder { folder in
            let lease = "apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: NAME}\n"
            for name in ["b.yaml", "a.yml", "c.json", "d.txt"] {
                let text =
                    name == "c.json"
                    ? #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"c"}}"#
                    : lease.replacing("NAME", with: name)
                try Data(text.utf8).write(to: folder.appending(path: name))
            }
            try await withFakeAPIServer(configure: { $0.loadPaths = [folder.path()] }) { server in
                let client = APIClient(url: server.url)
                let names = try await client.get(APIClient.leases)["items"]?.array?
                    .compactMap { $0["metadata"]?["name"]?.string }
                #expect(names == ["a.yml", "b.yaml"])
                #expect(try await client.get("/api/v1/namespaces/c")["kind"] == "Namespace")
            }
        }
    }
}
