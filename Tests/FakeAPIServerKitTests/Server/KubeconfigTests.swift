import FakeAPIServerKit
import Testing

@Suite struct `A kubeconfig` {
    @Test func `names the server in the context fake`() {
        #expect(
            Kubeconfig(server: "http://127.0.0.1:4711").description == """
                apiVersion: v1
                kind: Config
                clusters:
                - name: fake
                  cluster:
                    server: http://127.0.0.1:4711
                contexts:
                - name: fake
                  context:
                    cluster: fake
                    user: fake
                current-context: fake
                users:
                - name: fake
                  user: {}

                """)
    }
}
