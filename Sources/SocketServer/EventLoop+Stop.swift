import Environment

extension EventLoop {
    /// Ends all connections: streams with their last chunk, answers on their way completely.
    mutating func stop() {
        for descriptor in listeners.keys { poller.remove(descriptor, from: .readable) }
        listeners = [:]
        time = clocks.monotonic()
        let end = time + limits.stopTimeout
        for index in connections.indices {
            let ended = connections[index]?.stop(at: time, now: now, encoder: &encoder)
            forget(ended)
            proceed(Int32(index))
        }
        commit()
        while openCount > 0, time < end {
            let rest = (end - time).microseconds
            poller.wait(milliseconds: Int32(clamping: (rest + 999) / 1000), into: &ready)
            time = clocks.monotonic()
            for (descriptor, readiness) in ready { dispatch(descriptor, readiness) }
            commit()
        }
        for index in connections.indices { close(Int32(index)) }
    }
}
