import KubeCluster
import KubeHTTP1
import KubeSockets

/// How a server is asked: through the loop of this process, or over a network.
struct ServerConnection: Sendable {
    /// The base URL of the server.
    let url: String

    /// The connections of whoever holds the server, for the control API.
    let control: HTTPConnections

    /// The connections of tests that ask for objects.
    let objects: HTTPConnections

    /// Makes connections for a client.
    let connectClient: @Sendable () -> HTTPConnections

    /// The way into the server's loop, and the clocks of its clusters, where it is in this process.
    let process: (mailbox: LoopMailbox, clocks: ClockDirectory)?

    /// The server at `url`, which runs elsewhere; nil where that is not a plain HTTP server at an IP address
    /// and a port.
    init?(remote url: String) {
        guard let address = Self.address(in: url) else { return nil }
        let dial: HTTPConnections.Dial = {
            SocketConnection(toIP: address.ip, port: address.port, $0)
        }
        self.url = url
        process = nil
        connectClient = { HTTPConnections(to: url, dial) }
        control = connectClient()
        objects = connectClient()
    }

    /// The IP address and the port in a URL such as `http://127.0.0.1:8080`, or `http://[::1]:8080`.
    private static func address(in url: String) -> (ip: String, port: UInt16)? {
        guard url.hasPrefix("http://") else { return nil }
        let authority = url.dropFirst("http://".count)
        guard let colon = authority.lastIndex(of: ":"),
            let port = UInt16(authority[authority.index(after: colon)...])
        else { return nil }
        let host = authority[..<colon]
        guard host.first == "[" else {
            return (host == "localhost" ? "127.0.0.1" : String(host), port)
        }
        return host.last == "]" ? (String(host.dropFirst().dropLast()), port) : nil
    }

    /// The server at `url`, whose loop has `mailbox`, and whose clusters have `clocks`.
    init(url: String, inProcess mailbox: LoopMailbox, _ clocks: ClockDirectory) {
        self.url = url
        process = (mailbox, clocks)
        control = HTTPConnections(to: url) { mailbox.connect(byOwner: true, $0) }
        connectClient = { HTTPConnections(to: url) { mailbox.connect(byOwner: false, $0) } }
        objects = connectClient()
    }
}
