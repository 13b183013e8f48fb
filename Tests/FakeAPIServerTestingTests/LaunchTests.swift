import FakeAPIServerTesting
import Foundation
import KubeTestSupport
import Testing

@Suite(.limited) struct `A server in a process of its own` {
    @Test func `is done to what is done to one in this process`() async throws {
        let server = try await FakeAPIServer.launch(["--clock=manual=2026-01-01T00:00:00Z"])
        let start = try #require(Timestamp(rfc3339: "2026-01-01T00:00:00Z"))
        #expect(try await server.clock.read() == start)
        try await server.leases.create(
            LeaseObject("web", heldBy: "a", for: .seconds(15), renewedAt: start))
        var events = try await server.lease("web").events.makeAsyncIterator()
        let report = try await server.clock.advance(until: .lease("web", isExpired: true))
        #expect(report.elapsed > .seconds(15) && report.elapsed < .seconds(16))
        try await server.lease("web").steal(by: "b")
        #expect(try await events.next()?.lease.holderIdentity == "b")
        #expect(try await server.terms.map(\.holderIdentity) == ["a", "b"])

        let held = try await server.hold(.on(.update, "leases"))
        let leases = server.leases
        let update = Task { try await leases.update("web") { $0.holderIdentity = "c" } }
        let request = try await held.next()
        #expect(request.summary.hasPrefix("update leases default/web for holder c at version "))
        try await held.release(request, as: .error(.conflict))
        let error = await #expect(throws: FakeAPIServerError.self) { try await update.value }
        #expect(error?.kind == .conflict)

        let transport = server.transport(as: "x")
        try await server.withFault(.on(.get, client: "x"), .reset) {
            await #expect(throws: FakeAPIServerError.self) {
                try await transport.send(
                    "GET", "/apis/coordination.k8s.io/v1/namespaces/default/leases/web"
                ).collect()
            }
        }
        let fork = try await server.cluster.fork("other")
        #expect(try await fork.lease("web").holder == "b")
        #expect(fork.url == server.url + "/clusters/other")
        await server.shutDown()
        let end = await #expect(throws: FakeAPIServerError.self) { try await server.terms }
        #expect(end?.kind == .ended)
    }

    @Test func `has as many clusters as a test makes`() async throws {
        var options = ServerOptions(coordinated: true)
        options.clock = .manual(startingAt: .epoch)
        options.electionEvents = true
        let server = try await FakeAPIServer.launch(options: options)
        let like = try await server.makeCluster("like")
        #expect(like.url == server.url + "/clusters/like")
        #expect(try await like.clock.read() == .epoch)
        #expect(try await like.leaseCandidates.list().isEmpty)
        let other = try await server.makeCluster(seed: 7) {
            $0.clock = .real(rate: 50, startingAt: .epoch + .seconds(5))
            $0.coordinated = false
            $0.featureGates = [.watchList: false]
            $0.runtimeConfig = [.leaseCandidates(.v1alpha2)]
            $0.emulatedVersion = "1.33"
            $0.firstResourceVersion = 700
            $0.runsControllers = false
        }
        #expect(try await other.clock.read() >= .epoch + .seconds(5))
        let lease = try await other.leases.create(LeaseObject("web"))
        #expect(lease.metadata.resourceVersion.flatMap { UInt64($0) }.map { $0 >= 700 } == true)
        #expect(try await server.leases.list().isEmpty)
        let error = await #expect(throws: FakeAPIServerError.self) {
            try await server.makeCluster { $0.electionEvents = false }
        }
        #expect(error?.kind == .invalid)
        await server.shutDown()
    }

    @Test func `ends when nobody holds it`() async throws {
        var server: LaunchedAPIServer? = try await FakeAPIServer.launch()
        let cluster = try #require(server?.cluster)
        #expect(try await cluster.terms.isEmpty)
        server = nil
        #expect(await hasEnded(cluster))
    }

    @Test func `ends with the program that has started it`() async throws {
        let folder = try TemporaryFolder()
        let program = Program.built("fake-apiserver").path
        // Only the shell writes to the pipe; it is killed, and so cannot tell anybody of its end.
        let script = """
            mkfifo pipe
            '\(program)' --port=0 --exit-with-parent <pipe &
            exec 3>pipe
            wait
            """
        let cluster = try await Program(path: "/bin/sh").run([
            "-c", "cd '\(folder.path)' || exit\n\(script)",
        ]) { shell in
            let line = try await shell.first(with: "listens on")
            let url = try #require(line?.split(separator: " ").last.map(String.init))
            let cluster = try FakeCluster(url: url)
            #expect(try await cluster.terms.isEmpty)
            shell.kill()
            return cluster
        }.output
        #expect(await hasEnded(cluster))
    }

    @Test func `ends with a program that was killed and held no pipe`() async throws {
        let program = Program.built("fake-apiserver").path
        let script = "'\(program)' --port=0 --exit-with-parent </dev/null & wait"
        let cluster = try await Program(path: "/bin/sh").run(["-c", script]) { shell in
            let line = try await shell.first(with: "listens on")
            let url = try #require(line?.split(separator: " ").last.map(String.init))
            let cluster = try FakeCluster(url: url)
            #expect(try await cluster.terms.isEmpty)
            shell.kill()
            return cluster
        }.output
        #expect(await hasEnded(cluster))
    }

    @Test func `says why it cannot start`() async throws {
        let error = await #expect(throws: FakeAPIServerError.self) {
            try await FakeAPIServer.launch(["--clock=never"])
        }
        #expect(error?.kind == .notStarted)
        #expect(error?.message.contains("--clock") == true)
        let missing = await #expect(throws: FakeAPIServerError.self) {
            try await FakeAPIServer.launch(executable: URL(filePath: "/nowhere/fake-apiserver"))
        }
        #expect(missing?.message.contains("/nowhere/fake-apiserver cannot be run") == true)
    }

    @Test func `is found by its URL, which has an address and a port`() async throws {
        for url in ["https://127.0.0.1:1", "http://127.0.0.1", "http://[::1:1", "127.0.0.1:1"] {
            #expect(throws: FakeAPIServerError.self, "\(url)") { try FakeCluster(url: url) }
        }
        try await withFakeAPIServer { server in
            _ = try await server.makeCluster("a")
            let cluster = try FakeCluster(url: server.url + "/clusters/a")
            try await cluster.leases.create(LeaseObject("web"))
            #expect(cluster.name == "a")
            #expect(try await cluster.leases.list().count == 1)
            #expect(try await server.leases.list().isEmpty)
        }
    }

    /// Whether the server of a cluster ends.
    private func hasEnded(_ cluster: FakeCluster) async -> Bool {
        await eventually {
            do throws(FakeAPIServerError) {
                _ = try await cluster.terms
                return false
            } catch {
                return error.kind == .ended
            }
        }
    }
}
