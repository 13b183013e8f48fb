import FakeAPIServerTesting
import Foundation
import KubeJSON
import KubeTestSupport
import Testing

@testable import leader_elect

@Suite(.limited) struct `The program leader-elect` {
    private let leaderElect = Program.built("leader-elect")

    @Test(arguments: [[], ["--coordinated"]])
    func `takes a lease, and gives it back when it is told to stop`(
        arguments: [String]
    ) async throws {
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"]
        ) { server in
            let (_, status) = try await leaderElect.run(
                ["--server=\(server.url)", "--lease=default/widget", "--identity=me"]
                    + ["--lease-duration=600", "--renew-deadline=500", "--retry-period=1"]
                    + arguments
            ) { program in
                let leads = try await program.says("me leads")
                let leader = try await holder(of: "widget", at: server)
                program.stop()
                let stops = try await program.says("me does not lead")
                let leadsAgain = try await program.says("me leads")

                #expect(leads && leader == "me" && stops && !leadsAgain)
            }
            let end = try await firstTermEnd(of: "widget", at: server)

            #expect(status == 0)
            #expect(end == "released")
        }
    }

    @Test(arguments: [nil, "fake", "elsewhere"])
    func `finds the server by a kubeconfig file`(context: String?) async throws {
        let folder = try TemporaryFolder()
        try await withFakeAPIServer { server in
            let path = "\(folder.path)/config"
            try "\(server.kubeconfig)".write(toFile: path, atomically: true, encoding: .utf8)
            let (isSeen, status) = try await leaderElect.run(
                ["--kubeconfig=\(path)", "--lease=default/widget", "--identity=me"]
                    + (context.map { ["--context=\($0)"] } ?? [])
            ) { program in
                try await program.says(
                    context == "elsewhere"
                        ? "Error: there is no context “elsewhere” in \(path)"
                        : "me leads")
            }

            #expect(isSeen)
            #expect(status == (context == "elsewhere" ? 1 : 0))
        }
    }

    @Test(arguments: ["v1alpha1", "v1alpha2"])
    func `is a candidate of the version that the server serves`(version: String) async throws {
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/\(version)=true"]
        ) { server in
            _ = try await leaderElect.run([
                "--server=\(server.url)", "--lease=default/widget", "--identity=me",
                "--coordinated",
            ]) { program in
                let leads = try await program.says("me leads")
                #expect(leads)
            }
            let candidate = try await APIClient(url: server.url).get(
                "/apis/coordination.k8s.io/\(version)/namespaces/default/leasecandidates/me")

            #expect(candidate[path: "spec", "leaseName"] == "widget")
        }
    }

    @Test(arguments: [["--nope"], ["--lease=a/b", "--identity=me"], ["--lease=a"]])
    func `ends with status 1 when its command line is wrong`(arguments: [String]) async throws {
        let result = try await leaderElect.run(arguments)

        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("Error: "))
    }

    @Test func `says which flags a server needs that serves no candidates`() async throws {
        try await withFakeAPIServer { server in
            let result = try await leaderElect.run([
                "--server=\(server.url)", "--lease=default/widget", "--identity=me",
                "--coordinated",
            ])

            #expect(result.status == 1)
            #expect(
                result.errors == """
                    Error: the server serves no version of LeaseCandidate. Start it with \
                    --feature-gates=CoordinatedLeaderElection=true and with \
                    --runtime-config=coordination.k8s.io/v1beta1=true (v1alpha2 for Kubernetes 1.32, \
                    v1alpha1 for 1.31)

                    """)
        }
    }

    @Test func `fails when it loses the lease`() async throws {
        try await withFakeAPIServer { server in
            let (_, status) = try await leaderElect.run([
                "--server=\(server.url)", "--lease=default/widget", "--identity=me",
                "--lease-duration=600", "--renew-deadline=500", "--retry-period=1",
            ]) { program in
                let leads = try await program.says("me leads")
                #expect(leads)
                try await server.lease("widget").steal(by: "thief")
                let stops = try await program.says("me does not lead")
                let reason = try await program.first(with: "Error: ")

                #expect(stops)
                #expect(
                    reason
                        == "Error: me does not lead default/widget any more: thief holds the lease")
            }

            #expect(status == 1)
        }
    }

    @Test func `goes on without a coordinator when the server has none any more`() async throws {
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"]
        ) { server in
            let (_, status) = try await leaderElect.run([
                "--server=\(server.url)", "--lease=default/widget", "--identity=me",
                "--lease-duration=600", "--renew-deadline=500", "--retry-period=1", "--coordinated",
            ]) { program in
                let leads = try await program.says("me leads")
                #expect(leads)
                let missing = FaultAction.answer(FaultAnswer(404, text: "404 page not found"))
                for match in [
                    RequestMatch(resource: "leasecandidates"),
                    RequestMatch(path: "/apis/coordination.k8s.io/*1"),
                    RequestMatch(path: "/apis/coordination.k8s.io/*2"),
                ] {
                    try await server.faults.add(match, missing)
                }
                try await server.faults.cutWatches()

                let stops = try await program.says("me does not lead")
                let leadsAgain = try await program.says("me leads")
                #expect(stops && leadsAgain)
                program.stop()
            }

            #expect(status == 0)
        }
    }

    @Test func `closes a connection on which no answer comes in time`() async throws {
        let server = try SilentServer()
        _ = try await leaderElect.run([
            "--server=\(server.url)", "--lease=default/widget", "--identity=me",
            "--lease-duration=3", "--renew-deadline=2", "--retry-period=1",
        ]) { _ in
            let connection = try #require(await server.accept())
            let isClosed = await connection.isClosedByClient()

            #expect(isClosed)
        }
    }

    /// Who holds a lease of the namespace `default`.
    private func holder(of lease: String, at server: FakeAPIServer) async throws -> String? {
        try await APIClient(url: server.url).lease(lease)["holderIdentity"]?.string
    }

    /// How the first term of a lease ended: the coordinator may have begun another since.
    private func firstTermEnd(of lease: String, at server: FakeAPIServer) async throws -> String? {
        let path = "/fake/terms?namespace=default&lease=\(lease)"
        let terms = try await APIClient(url: server.url).get(path)["terms"]
        return terms?.array?.first?["ended"]?.string
    }
}
