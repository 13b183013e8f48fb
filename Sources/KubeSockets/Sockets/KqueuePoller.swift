#if canImport(Darwin)
    import KubeFoundation

    /// Readiness from Darwin's `kqueue`: a turn costs what is ready, not what is open.
    struct KqueuePoller: Poller {
        private let descriptor: Descriptor
        private var events = [kevent](repeating: kevent(), count: 512)

        init() throws(SocketError) {
            let number = kqueue()
            guard number >= 0 else { throw SocketError("kqueue") }
            descriptor = Descriptor(number)
        }

        func add(_ descriptor: Int32, for interest: Readiness) {
            update(descriptor, from: [], to: interest)
        }

        func update(_ descriptor: Int32, from old: Readiness, to new: Readiness) {
            for (kind, filter) in [
                (Readiness.readable, EVFILT_READ), (Readiness.writable, EVFILT_WRITE),
            ] where old.contains(kind) != new.contains(kind) {
                var change = kevent(
                    ident: UInt(descriptor), filter: Int16(filter),
                    flags: UInt16(new.contains(kind) ? EV_ADD : EV_DELETE), fflags: 0, data: 0,
                    udata: nil)
                _ = kevent(self.descriptor.number, &change, 1, nil, 0, nil)
            }
        }

        func remove(_ descriptor: Int32, from old: Readiness) {
            update(descriptor, from: old, to: [])
        }

        mutating func wait(
            milliseconds: Int32?, into ready: inout [(descriptor: Int32, readiness: Readiness)]
        ) {
            ready.removeAll(keepingCapacity: true)
            var timeout = timespec()
            if let milliseconds {
                timeout.tv_sec = Int(milliseconds / 1000)
                timeout.tv_nsec = Int(milliseconds % 1000) * 1_000_000
            }
            let count = withUnsafePointer(to: timeout) {
                kevent(
                    descriptor.number, nil, 0, &events, Int32(events.count),
                    milliseconds == nil ? nil : $0)
            }
            for event in events.prefix(Int(max(count, 0))) {
                let isRead = event.filter == Int16(EVFILT_READ)
                ready.append((Int32(event.ident), isRead ? .readable : .writable))
            }
        }
    }
#endif
