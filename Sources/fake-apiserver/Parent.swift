import KubeFoundation

/// Whoever has started the program.
struct Parent: Sendable {
    private let process = getppid()

    /// Standard input, where that is a pipe or a socket, which ends with the parent; else -1, of which
    /// `poll` says nothing.
    private let input = Self.hasPipe ? STDIN_FILENO : -1

    /// How long, in milliseconds, until it is seen at the latest that the parent has gone.
    private static let lookInterval: Int32 = 200

    /// Has the process be told to stop once its parent has ended, however it did.
    ///
    /// A pipe also ends with a parent that was gone before anybody looked. Signals that the system
    /// sends to children come when the thread ends that has started them, and so are not used.
    func stopWithIt() {
        startThread(named: "parent") {
            while isThere() {}
            kill(getpid(), SIGTERM)
        }
    }

    /// Looks whether it is there, after a while.
    private func isThere() -> Bool {
        var entry = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, Self.lookInterval) > 0 else { return getppid() == process }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(input, &buffer, buffer.count)
        return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))
    }

    private static var hasPipe: Bool {
        var status = stat()
        guard fstat(STDIN_FILENO, &status) == 0 else { return false }
        return [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
    }
}
