import KubeFoundation

/// Readiness from `poll`, which every system has; a turn costs what is open.
struct PollPoller: Poller {
    private var entries: [pollfd] = []
    private var positions: [Int32: Int] = [:]

    init() {}

    mutating func add(_ descriptor: Int32, for interest: Readiness) {
        positions[descriptor] = entries.count
        entries.append(pollfd(fd: descriptor, events: Self.events(interest), revents: 0))
    }

    mutating func update(_ descriptor: Int32, from old: Readiness, to new: Readiness) {
        guard let position = positions[descriptor] else { return }
        entries[position].events = Self.events(new)
    }

    mutating func remove(_ descriptor: Int32, from old: Readiness) {
        guard let position = positions.removeValue(forKey: descriptor) else { return }
        let last = entries.removeLast()
        guard last.fd != descriptor else { return }
        entries[position] = last
        positions[last.fd] = position
    }

    mutating func wait(
        milliseconds: Int32?, into ready: inout [(descriptor: Int32, readiness: Readiness)]
    ) {
        ready.removeAll(keepingCapacity: true)
        guard poll(&entries, nfds_t(entries.count), milliseconds ?? -1) > 0 else { return }
        for entry in entries where entry.revents != 0 {
            ready.append((entry.fd, Self.readiness(entry.revents)))
        }
    }

    private static func events(_ interest: Readiness) -> Int16 {
        (interest.contains(.readable) ? Int16(POLLIN) : 0)
            | (interest.contains(.writable) ? Int16(POLLOUT) : 0)
    }

    private static func readiness(_ events: Int16) -> Readiness {
        var readiness: Readiness = []
        if events & Int16(POLLIN) != 0 { readiness.insert(.readable) }
        if events & Int16(POLLOUT) != 0 { readiness.insert(.writable) }
        if events & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
            readiness.formUnion([.readable, .writable, .hangup])
        }
        return readiness
    }
}
