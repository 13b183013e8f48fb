import KubeCluster
import KubeHTTP1
import KubeSockets

/// How a server is asked: through the loop of this process, or over a network.
struct ServerConnection: Sendable {
    /// The base URL of the server.
    let url: String

    /// The connections of whoever holds the server, for the control API.
    let control: HTTPConnections

    /// Makes connections for a client.
    let connectClient: @Sendable () -> HTTPConnections

    /// The way into the server's loop, and the clocks of its clusters, where it is in this process.
    let process: (mailbox: LoopMailbox, clocks: ClockDirectory)?

    /// The server at `url`, whose loop has `mailbox`, and whose clusters have `clocks`.
    init(url: String, inProcess mailbox: LoopMailbox, _ clocks: ClockDirectory) {
        self.url = url
        process = (mailbox, clocks)
        control = HTTPConnections(to: url) { mailbox.connect(byOwner: true, $0) }
        connectClient = { HTTPConnections(to: url) { mailbox.connect(byOwner: false, $0) } }
    }
}
