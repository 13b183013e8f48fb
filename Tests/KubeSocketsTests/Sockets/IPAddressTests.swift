import KubeSockets
import Testing

@Suite struct `An IP address` {
    @Test(arguments: [
        ("127.0.0.1", false, true), ("127.9.9.9", false, true), ("::1", false, true),
        ("::ffff:127.0.0.1", false, true), ("0.0.0.0", true, false), ("::", true, false),
        ("::ffff:0.0.0.0", true, false), ("10.0.0.5", false, false), ("fd00::2", false, false),
        ("::2", false, false), ("127::1", false, false),
    ])
    func `tells who can dial it`(text: String, isUnspecified: Bool, isLoopback: Bool) throws {
        let address = try #require(IPAddress(text))

        #expect(address.isUnspecified == isUnspecified)
        #expect(address.isLoopback == isLoopback)
    }

    @Test(arguments: ["", "localhost", "127.0.0.256", "127.0.0.1\0", "127.0.0.1:80", "[::1]"])
    func `is nothing else`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: ["127.0.0.1", "fd00::2"])
    func `is dialled as it is`(text: String) throws {
        #expect(try #require(IPAddress(text)).dialable == text)
    }

    @Test(arguments: ["0.0.0.0", "::"])
    func `that stands for all is dialled as one of them`(text: String) throws {
        let dialable = try #require(IPAddress(text)).dialable

        #expect(try #require(IPAddress(dialable)).isUnspecified == false)
    }
}
