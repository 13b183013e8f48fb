import KubeTime

extension EventLoop {
    /// Ends all connections: streams with their last chunk, answers on their way completely.
    mutating func stop() {
        for descriptor in listeners.keys { poller.remove(descriptor, from: .readable) }
        listeners = [:]
        time = clocks.monotonic()
        finishTurn()
        let end = time + limits.stopTimeout
        for index in connections.indices {
            let ended = connections[index]?.stop(at: time, now: now, encoder: &encoder)
            forget(ended)
            proceed(Int32(index))
        }
        commit(waits: true)
        while openCount > 0, time < end {
            let rest = (end - time).microseconds
            poller.wait(milliseconds: Int32(clamping: (rest + 999) / 1000), into: &ready)
            time = clocks.monotonic()
            for (descriptor, readiness) in ready { dispatch(descriptor, readiness) }
            commit(waits: true)
        }
        for index in connections.indices {
            forget(connections[index]?.fail(.ended))
            close(Int32(index))
        }
    }

    /// Does what was begun or asked for before the end, and tells streams of it.
    private mutating func finishTurn() {
        commit(waits: true)
        carryOut(mailbox.takeMessages())
        commit(waits: true)
        askStreams()
    }
}
