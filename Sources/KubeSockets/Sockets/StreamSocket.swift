import KubeFoundation

#if os(Linux)
    import CKubeLinux
#endif

/// Makes sockets that never block, and that no program inherits which this process starts.
///
/// Where the system allows it, they are so from the beginning: another thread may be starting a
/// program at this very moment. All functions return -1, with the reason in `errno`, when they fail.
enum StreamSocket {
    #if os(Linux)
        private static let traits =
            Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        private static let type = Int32(SOCK_STREAM.rawValue) | traits
    #else
        private static let type = SOCK_STREAM
    #endif

    /// A socket that is neither bound nor connected.
    static func make(family: Int32) -> Int32 {
        configured(socket(family, type, 0))
    }

    /// Two sockets that are connected to each other; nil when there are none.
    static func pair() -> (Int32, Int32)? {
        var pair: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, type, 0, &pair) == 0 else { return nil }
        let (first, second) = (configured(pair[0]), configured(pair[1]))
        if first >= 0, second >= 0 { return (first, second) }
        for descriptor in [first, second] where descriptor >= 0 { _ = close(descriptor) }
        return nil
    }

    /// The socket of the next client of `listener`, whose address becomes `address`.
    static func accept(from listener: Int32, _ address: inout SystemAddress) -> Int32 {
        address.fill { pointer, length in
            #if os(Linux)
                ckube_accept4(listener, pointer, length, traits)
            #else
                configured(KubeFoundation.accept(listener, pointer, length))
            #endif
        }
    }

    /// Has small messages be sent at once, and no lost peer raise a signal.
    static func sendAtOnce(_ descriptor: Int32) {
        #if canImport(Darwin)
            setOption((SOL_SOCKET, SO_NOSIGPIPE), of: descriptor)
        #endif
        setOption((Int32(IPPROTO_TCP), TCP_NODELAY), of: descriptor)
    }

    /// Sets an option of a socket.
    static func setOption(
        _ option: (level: Int32, name: Int32), of socket: Int32, to value: Int32 = 1
    ) {
        withUnsafeBytes(of: value) {
            _ = setsockopt(
                socket, option.level, option.name, $0.baseAddress, socklen_t($0.count))
        }
    }

    /// Has the client be told of the end by a reset.
    static func resetOnClose(_ descriptor: Int32) {
        var option = linger(l_onoff: 1, l_linger: 0)
        _ = setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Gives a socket what it could not be made with.
    private static func configured(_ descriptor: Int32) -> Int32 {
        #if !os(Linux)
            guard descriptor >= 0 else { return -1 }
            let flags = fcntl(descriptor, F_GETFL)
            guard flags >= 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0,
                fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
            else {
                let reason = errno
                _ = close(descriptor)
                errno = reason
                return -1
            }
        #endif
        return descriptor
    }
}
