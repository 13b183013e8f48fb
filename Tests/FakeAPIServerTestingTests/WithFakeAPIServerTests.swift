import FakeAPIServerTesting
import KubeJSON
import KubeTestSupport
import Testing

@Suite(.limited) struct `A server inside a test` {
    @Test func `answers at its URL`() async throws {
        let version = try await withFakeAPIServer { server in
            try await APIClient(url: server.url).get("/apis/coordination.k8s.io/v1/leases")
        }
        #expect(version["kind"] == "LeaseList")
    }

    @Test func `is on a port of its own, so that many run side by side`() async throws {
        try await withFakeAPIServer { first in
            try await withFakeAPIServer { second in
                #expect(first.url != second.url)
            }
        }
    }

    @Test func `runs the coordinator when its gate is on`() async throws {
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"]
        ) { server in
            let lease = try await APIClient(url: server.url).get(
                "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/leader-election-controller"
            )
            #expect(lease["kind"] == "Lease")
        }
    }

    @Test func `lets a test steal a lease`() async throws {
        // While the clock stands still the coordinator does not take its lease back.
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"], clock: .manual()
        ) { server in
            let name = "leader-election-controller"
            try await server.lease(name, namespace: "kube-system").steal(by: "thief")
            let lease = try await APIClient(url: server.url).get(
                "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/\(name)")
            #expect(lease[path: "spec", "holderIdentity"] == "thief")
        }
    }

    @Test func `says that a lease does not exist`() async throws {
        try await withFakeAPIServer { server in
            let error = await #expect(throws: FakeAPIServerError.self) {
                try await server.lease("app").freeze("one")
            }
            #expect(error?.description == "leases.coordination.k8s.io \"app\" not found")
        }
    }

    @Test func `refuses options that make no sense`() async throws {
        await #expect(throws: ServerOptionsError.self) {
            try await withFakeAPIServer(runtimeConfig: ["nonsense"]) { _ in }
        }
    }

    @Test @MainActor func `is used from the actor that the test runs on`() async throws {
        // What is not Sendable stays where it is.
        final class Log { var urls: [String] = [] }
        let log = Log()
        try await withFakeAPIServer { server in log.urls.append(server.url) }
        #expect(log.urls.count == 1)
    }

    @Test func `ends when nobody holds it any more`() async throws {
        var options = ServerOptions()
        options.port = 0
        let clock = try FakeAPIServer(options).clock
        // The server's thread ends on its own; until then the clock still answers.
        let ends = await eventually { (try? await clock.nextDue) == nil }

        #expect(ends)
    }

    @Test func `is gone when the test goes on`() async throws {
        let url = try await withFakeAPIServer { $0.url }
        await #expect(throws: (any Error).self) { try await APIClient(url: url).get("/healthz") }
    }
}
