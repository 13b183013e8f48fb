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

    /// The server at `url`, whose loop has `mailbox`.
    init(url: String, inProcess mailbox: LoopMailbox) {
        self.url = url
        control = HTTPConnections(to: url) { mailbox.connect(byOwner: true, $0) }
        connectClient = { HTTPConnections(to: url) { mailbox.connect(byOwner: false, $0) } }
        objects = connectClient()
    }
}
