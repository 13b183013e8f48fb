import KubeTime

extension EventLoop {
    /// Ends all connections: streams with their last chunk, answers on their way completely.
    mutating func stop() {
        for descriptor in doors.descriptors { poller.remove(descriptor, from: .readable) }
        doors.listeners = []
        turn.time = settings.clocks.monotonic()
        finishTurn()
        let end = time + settings.limits.values.stopTimeout
        let date = handler.date(at: now)
        for descriptor in clients.descriptors {
            guard let client = clients[descriptor] else { continue }
            forget(client.connection.stop(at: time, now: date, encoder: &buffers.encoder))
            proceed(&client.connection, descriptor)
        }
        keep(waits: true)
        while clients.count > 0, time < end {
            poller.wait(milliseconds: (end - time).millisecondsRoundedUp, into: &buffers.ready)
            turn.time = settings.clocks.monotonic()
            for (descriptor, readiness) in buffers.ready { dispatch(descriptor, readiness) }
            keep(waits: true)
        }
        for descriptor in clients.descriptors {
            guard let client = clients[descriptor] else { continue }
            forget(client.connection.fail(.ended))
            close(&client.connection, descriptor)
        }
    }

    /// Does what was begun or asked for before the end, and tells streams of it.
    private mutating func finishTurn() {
        keep(waits: true)
        carryOut(mailbox.takeMessages())
        keep(waits: true)
        askStreams()
    }
}
