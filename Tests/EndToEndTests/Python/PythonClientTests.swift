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

extension PythonClient {
    fileprivate static let script =
        Checkout.folder.appending(path: "Tests/EndToEndTests/Python/client_test.py").path()
}
