import KubeTestSupport
import Testing

@testable import FakeAPIServerKit

@Suite struct `The address that others dial` {
    @Test(
        arguments: [
            ("127.0.0.1", nil, "127.0.0.1"), ("127.0.0.1", "10.0.0.5", "10.0.0.5"),
            ("0.0.0.0", "10.0.0.5", "10.0.0.5"), ("10.0.0.6", "0.0.0.0", "10.0.0.6"),
            ("fd00::2", nil, "fd00::2"),
        ] as [(String, String?, String)])
    func `is the advertised one, or the one to listen on`(
        bind: String, advertised: String?, dialled: String
    ) {
        var options = ServerOptions()
        options.bindAddress = bind
        options.advertiseAddress = advertised

        #expect(options.dialableAddress == dialled)
    }

    @Test func `is in the URL and in the kubeconfig file`() async throws {
        var options = ServerOptions()
        options.port = 0
        options.advertiseAddress = "fd00::2"
        let server = try FakeAPIServer(options)

        #expect(server.url.hasPrefix("http://[fd00::2]:"))
        #expect(server.kubeconfig.server == server.url)
        await server.shutDown()
    }

    @Test(arguments: [
        ("127.0.0.1", false), ("::1", false), ("0.0.0.0", true), ("::", true), ("10.0.0.5", true),
    ])
    func `may be open to the network`(bind: String, isOpen: Bool) {
        var options = ServerOptions()
        options.bindAddress = bind

        #expect(options.isOpenToNetwork == isOpen)
    }
}
