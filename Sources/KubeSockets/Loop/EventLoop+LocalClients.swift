import KubeHTTP1

/// Bytes in and out, for a client in the same process.
extension EventLoop {
    /// Does what such a client wants.
    mutating func carryOut(_ act: LocalConnection.Act, of number: Int32) {
        switch act {
        case .open(let receive, let isByOwner):
            guard !mailbox.isClosed else { return receive(.end(.close)) }
            clients.open(
                number, receive, isByOwner: isByOwner, limits: settings.limits, at: time)
        case .send(let bytes):
            guard let client = clients[number] else { return }
            client.connection.receive(bytes[...])
            proceed(&client.connection, number)
        case .close:
            guard let client = clients[number] else { return }
            forget(client.connection.fail(.clientGone))
            proceed(&client.connection, number)
        }
    }

    /// Hands over what is to be sent; the client takes all of it.
    mutating func handOver(_ connection: inout Connection, to receive: ConnectionReceiver) {
        guard connection.hasOutbound else { return }
        let bytes = connection.withOutbound { [UInt8]($0) }
        connection.didSend(bytes.count, at: time)
        receive(.bytes(bytes))
        noteAnswered(&connection)
    }

    /// Ends the connection, and tells the client.
    mutating func close(
        _ connection: inout Connection, _ number: Int32, _ receive: ConnectionReceiver
    ) {
        forgetAnswers(&connection, number)
        receive(.end(connection.endsByReset ? .reset : .close))
    }
}
