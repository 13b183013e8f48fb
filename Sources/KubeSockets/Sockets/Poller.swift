/// Tells which descriptors are ready, for as long as they stay so.
protocol Poller {
    init() throws(SocketError)

    /// Starts to watch a descriptor.
    mutating func add(_ descriptor: Int32, for interest: Readiness)

    /// Changes what is watched for.
    mutating func update(_ descriptor: Int32, from old: Readiness, to new: Readiness)

    /// Stops watching; before the descriptor is closed.
    mutating func remove(_ descriptor: Int32, from old: Readiness)

    /// Waits until something is ready, at most so long; nil waits for ever.
    mutating func wait(
        milliseconds: Int32?, into ready: inout [(descriptor: Int32, readiness: Readiness)])
}

#if canImport(CKubeLinux) && os(Linux)
    typealias SystemPoller = EpollPoller
#elseif canImport(Darwin)
    typealias SystemPoller = KqueuePoller
#else
    typealias SystemPoller = PollPoller
#endif
