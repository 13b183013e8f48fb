import KubeTestSupport
import Testing

@Suite(.limited) struct `A line of the log` {
    @Test func `has the form of Kubernetes' klog`() async throws {
        let line = try await Program.built("fake-apiserver").run(["--port=0", "-v=2"]) { program in
            try await program.first(with: "Serving")
        }.output

        let form = #/I(\d{2})(\d{2}) \d{2}:\d{2}:\d{2}\.\d{6} \d+ fake-apiserver\] Serving .*/#
        let match = try #require(try line.flatMap { try form.wholeMatch(in: $0) })
        #expect((1...12).contains(Int(match.1) ?? 0))
        #expect((1...31).contains(Int(match.2) ?? 0))
    }
}
