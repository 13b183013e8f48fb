/// The place of a connection, in which it is changed and never copied.
final class Client {
    var connection: Connection

    init(_ connection: consuming Connection) {
        self.connection = connection
    }
}

/// A client in the same process.
struct LocalClient {
    let client: Client
    let receive: ConnectionReceiver
}
