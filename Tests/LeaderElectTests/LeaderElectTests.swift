import FakeAPIServerTesting
import Foundation
import Subprocess
import Testing

@testable import LeaderElection
@testable import leader_elect

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite(.timeLimit(.minutes(5))) struct `The program leader-elect` {
    @Test(arguments: [[], ["--coordinated"]])
    func `takes a lease, and gives it back when it is told to stop`(
        arguments: [String]
    ) async throws {
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"]
        ) { server in
            let status = try await LeaderElectProgram.run(
                ["--server=\(server.url)", "--lease=default/widget", "--identity=me"]
                    + ["--retry-period=1"] + arguments
            ) { program in
                let leads = try await program.says("me leads")
                let leader = try await holder(of: "widget", at: server)
                program.stop()
                let stops = try await program.says("me does not lead")
                let leadsAgain = try await program.says("me leads")

                #expect(leads && leader == "me" && stops && !leadsAgain)
            }
            let end = try await firstTermEnd(of: "widget", at: server)

            #expect(status == .exited(0))
            #expect(end == "released")
        }
    }

    @Test func `closes a connection on which no answer comes in time`() async throws {
        let server = try SilentServer()
        _ = try await LeaderElectProgram.run([
            "--server=\(server.url)", "--lease=default/widget", "--identity=me",
            "--lease-duration=3", "--renew-deadline=2", "--retry-period=1",
        ]) { _ in
            let connection = try #require(await server.accept())
            let isClosed = await connection.isClosedByClient()

            #expect(isClosed)
        }
    }

    @Test func `outlives a server that goes away in the middle of a request`() async throws {
        let server = try SilentServer()
        let address = try #require(ServerAddress(argument: server.url))
        // More than the system takes without a reader.
        let body = [UInt8](repeating: UInt8(ascii: " "), count: 64 << 20)
        let request = ClientRequest(id: 1, method: "PUT", path: "/", body: body, isWatch: false)

        async let departure: Void? = server.accept()?.leave()
        let failure = await onThread { () -> HTTPConnection.Failure? in
            do throws(HTTPConnection.Failure) {
                try HTTPConnection(request, to: address).close()
                return nil
            } catch {
                return error
            }
        }
        await departure

        #expect(failure?.description == "the request cannot be sent")
    }

    /// Who holds a lease of the namespace `default`.
    private func holder(of lease: String, at server: FakeAPIServer) async throws -> String? {
        let path = "/apis/coordination.k8s.io/v1/namespaces/default/leases/\(lease)"
        let spec = try await get(server.url + path)["spec"] as? [String: Any]
        return spec?["holderIdentity"] as? String
    }

    /// How the first term of a lease ended: the coordinator may have begun another since.
    private func firstTermEnd(of lease: String, at server: FakeAPIServer) async throws -> String? {
        let terms = try await get(server.url + "/fake/terms?namespace=default&lease=\(lease)")
        return (terms["terms"] as? [[String: Any]])?.first?["ended"] as? String
    }

    private func get(_ url: String) async throws -> [String: Any] {
        let (data, _) = try await URLSession.shared.data(from: try #require(URL(string: url)))
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
}
