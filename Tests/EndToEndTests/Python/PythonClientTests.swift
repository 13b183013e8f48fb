import FakeAPIServerTesting
import Foundation
import Testing

@Suite(
    .enabled(
        if: PythonClient.python != nil,
        "no Python with the package kubernetes: .ci/run makes one, or PYTHON names one"),
    .timeLimit(.minutes(5)))
struct `The official Python client` {
    @Test func `does what its users do`() async throws {
        let python = try #require(PythonClient.python)
        try await withFakeAPIServer(
            runtimeConfig: [
                "coordination.k8s.io/v1alpha1=true", "coordination.k8s.io/v1alpha2=true",
                "coordination.k8s.io/v1beta1=true",
            ]
        ) { server in
            let result = try await Program(path: python)
                .run([PythonClient.script, server.url])

            #expect(result.errors.hasSuffix("OK\n") || result.errors.contains("\nOK (skipped="))
            #expect(result.status == 0)
        }
    }
}

/// Where the client and the script that uses it are.
private enum PythonClient {
    /// A Python that has the client; nil when there is none.
    static let python: String? = {
        let named = ProcessInfo.processInfo.environment["PYTHON"]
        return [named, package.appending(path: ".build/python/bin/python").path()]
            .compactMap { $0 }.first(where: hasClient)
    }()

    static let script = folder.appending(path: "client_test.py").path()

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    private static let package = folder.appending(path: "../../..").standardizedFileURL

    private static func hasClient(python: String) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["-c", "import kubernetes"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
