import Foundation
import Testing

@testable import KubeSockets

@Suite struct `A socket of the server` {
    @Test func `neither blocks nor is inherited, however it is made`() throws {
        let address = ListenAddress.ip("127.0.0.1", port: 0)
        let listener = try Listener(address)
        let client = Descriptor(StreamSocket.make(family: AF_INET))
        let system = try #require(SystemAddress(listener.address))
        _ = system.with { connect(client.number, $0, $1) }
        var ready = pollfd(fd: listener.descriptor.number, events: Int16(POLLIN), revents: 0)
        try #require(poll(&ready, 1, -1) == 1)
        var peer = SystemAddress()
        let accepted = Descriptor(StreamSocket.accept(from: listener.descriptor.number, &peer))
        #expect(peer.ipText == "127.0.0.1")
        let pair = try #require(StreamSocket.pair())
        let ends = [Descriptor(pair.0), Descriptor(pair.1)]

        for descriptor in [listener.descriptor, client, accepted] + ends {
            #expect(fcntl(descriptor.number, F_GETFL) & O_NONBLOCK != 0)
            #expect(fcntl(descriptor.number, F_GETFD) == FD_CLOEXEC)
        }
    }
}
