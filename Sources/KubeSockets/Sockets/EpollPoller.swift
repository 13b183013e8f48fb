#if canImport(CKubeLinux) && os(Linux)
    import CKubeLinux
    import KubeFoundation

    /// Readiness from Linux' `epoll`: a turn costs what is ready, not what is open.
    struct EpollPoller: Poller {
        private let descriptor: Descriptor
        private var events = [epoll_event](repeating: epoll_event(), count: 512)

        init() throws(SocketError) {
            let number = epoll_create1(Int32(EPOLL_CLOEXEC))
            guard number >= 0 else { throw SocketError("epoll_create1") }
            descriptor = Descriptor(number)
        }

        func add(_ descriptor: Int32, for interest: Readiness) {
            control(EPOLL_CTL_ADD, descriptor, interest)
        }

        func update(_ descriptor: Int32, from old: Readiness, to new: Readiness) {
            if old != new { control(EPOLL_CTL_MOD, descriptor, new) }
        }

        func remove(_ descriptor: Int32, from old: Readiness) {
            control(EPOLL_CTL_DEL, descriptor, [])
        }

        mutating func wait(
            milliseconds: Int32?, into ready: inout [(descriptor: Int32, readiness: Readiness)]
        ) {
            ready.removeAll(keepingCapacity: true)
            let count = epoll_wait(
                descriptor.number, &events, Int32(events.count), milliseconds ?? -1)
            for event in events.prefix(Int(max(count, 0))) {
                ready.append((event.data.fd, Self.readiness(event.events)))
            }
        }

        private func control(_ operation: Int32, _ number: Int32, _ interest: Readiness) {
            var event = epoll_event()
            if interest.contains(.readable) { event.events |= EPOLLIN.rawValue }
            if interest.contains(.writable) { event.events |= EPOLLOUT.rawValue }
            event.data.fd = number
            _ = epoll_ctl(descriptor.number, operation, number, &event)
        }

        private static func readiness(_ events: UInt32) -> Readiness {
            var readiness: Readiness = []
            if events & EPOLLIN.rawValue != 0 { readiness.insert(.readable) }
            if events & EPOLLOUT.rawValue != 0 { readiness.insert(.writable) }
            if events & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 {
                readiness.formUnion([.readable, .writable, .hangup])
            }
            return readiness
        }
    }
#endif
