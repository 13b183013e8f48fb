import Foundation
import KubeJSON
import KubeTestSupport
import Testing

@Suite(.limited) struct `A program that loads objects` {
    private let lease = """
        apiVersion: coordination.k8s.io/v1
        kind: Lease
        metadata:
          name: x
        spec:
          leaseDurationSeconds: NUMBER

        """

    @Test func `says what is wrong with them, and ends with status 1`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "leases.yaml")
            try Data(lease.replacing("NUMBER", with: "-1").utf8).write(to: path)
            let result = try await ServerProcess.refusal(["--load", path.path()])
            #expect(
                result
                    == .failure(
                        """
                        Error: \(path.path()):6: Lease.coordination.k8s.io "x" is invalid: \
                        spec.leaseDurationSeconds: Invalid value: -1: must be greater than 0

                        """))
        }
    }

    @Test func `says what is not there`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "none.yaml").path()
            let missing = try await ServerProcess.refusal(["--load", path])
            #expect(missing == .failure("Error: \(path): No such file or directory\n"))
            let empty = try await ServerProcess.refusal(["--load", folder.path()])
            #expect(
                empty
                    == .failure("Error: \(folder.path()): there is no file *.yaml, *.yml, *.json\n")
            )
        }
    }

    @Test(.needsDatabase) func `loads them into a new database only`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "leases.yaml")
            let arguments = ["--data-dir", folder.path(), "--load", path.path()]
            for holder in ["one", "two"] {
                let text = lease.replacing(
                    "leaseDurationSeconds: NUMBER", with: "holderIdentity: \(holder)")
                try Data(text.utf8).write(to: path)
                let found = try await ServerProcess.run(arguments) { server in
                    try await APIClient(url: server.url).lease("x")["holderIdentity"]
                }
                #expect(found == "one")
            }
        }
    }
}
