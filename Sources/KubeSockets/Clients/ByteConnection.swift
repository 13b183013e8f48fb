package import KubeHTTP1

/// The client's end of a connection to a server, whatever lies between them.
package protocol ByteConnection: Sendable {
    /// Sends bytes to the server.
    func send(_ bytes: [UInt8])

    /// Ends the connection; what is on its way is lost.
    func close()
}

/// What a client hears of its connection.
package enum ConnectionNews: Hashable, Sendable {
    /// The server has sent something.
    case bytes([UInt8])
    /// The connection has ended; nothing comes after that.
    case end(ConnectionEnd)
}

/// Whom to tell what the server says, one thing after the other, on any thread.
package typealias ConnectionReceiver = @Sendable (ConnectionNews) -> Void
