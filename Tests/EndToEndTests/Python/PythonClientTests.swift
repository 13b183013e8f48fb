import FakeAPIServerTesting
import Foundation
import KubeTestSupport
import Testing

@Suite(
    .enabled("no Python with the package kubernetes: .ci/run makes one, or PYTHON names one") {
        await PythonClient.python.value != nil
    }, .limited)
struct `The official Python client` {
    @Test func `does what its users do`() async throws {
        let python = try #require(await PythonClient.python.value)
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
    static let python = Task { () -> String? in
        let named = ProcessInfo.processInfo.environment["PYTHON"]
        let own = Checkout.folder.appending(path: ".build/python/bin/python").path()
        for path in [named, own].compactMap(\.self) {
            let answer = try? await Program(path: path).run(["-c", "import kubernetes"])
            if answer?.status == 0 { return path }
        }
        return nil
    }

    static let script =
        Checkout.folder.appending(path: "Tests/EndToEndTests/Python/client_test.py").path()
}
