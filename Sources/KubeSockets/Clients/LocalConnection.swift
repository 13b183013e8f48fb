import KubeHTTP1

/// A connection of a client in the same process: bytes pass between it and the loop without a socket.
///
/// To the handler it is a connection like any other. What the server says is never waiting to be taken:
/// it has been taken as soon as it is said.
package struct LocalConnection: ByteConnection {
    let mailbox: LoopMailbox
    /// What the loop has in the place of a descriptor: a negative number that is never used again.
    let number: Int32

    /// What a client does with its connection.
    enum Act: Sendable {
        case open(ConnectionReceiver, isByOwner: Bool)
        case send([UInt8])
        case close
    }

    package func send(_ bytes: [UInt8]) {
        mailbox.deliver(.send(bytes), of: number)
    }

    package func close() {
        mailbox.deliver(.close, of: number)
    }
}

extension LoopMailbox {
    /// Connects a client in the same process, of which `receive` is told what the server says.
    ///
    /// To a loop that has ended nobody connects: `receive` is told of the end at once. What comes over
    /// the connection is said to be `byOwner` where that is whoever runs the server.
    package func connect(
        byOwner isByOwner: Bool, _ receive: @escaping ConnectionReceiver
    ) -> LocalConnection {
        let connection = LocalConnection(mailbox: self, number: makeLocalNumber())
        let isAccepted = deliver(
            .open(receive, isByOwner: isByOwner), of: connection.number)
        if !isAccepted { receive(.end(.close)) }
        return connection
    }
}
