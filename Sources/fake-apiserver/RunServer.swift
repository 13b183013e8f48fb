import FakeAPIServerKit
import KubeFoundation

/// Serves until the process is told to stop; throws when the options contradict each other or the
/// server cannot start.
///
/// The URL is announced and printed once the server accepts connections.
func runServer(_ invocation: Invocation) throws {
    // Blocked before any thread exists, so that all inherit it: a signal waits for `sigwait`, and
    // none that comes right after the URL was printed is lost.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, nil)

    if invocation.exitsWithParent { Parent().stopWithIt() }
    let options = invocation.options
    let announcement = invocation.announcement
    try announcement.prepare()
    let server = try FakeAPIServer(options)
    if announcement.waitsForReaders {
        // Whoever never reads shall not keep the server from being stopped.
        startThread(named: "announce") {
            do {
                try announce(server, options, announcement)
            } catch {
                exit(report(error))
            }
        }
    } else {
        try announce(server, options, announcement)
    }
    if let idleTimeMax = invocation.idleTimeMax {
        Task {
            try await server.waitUntilIdle(for: idleTimeMax)
            kill(getpid(), SIGTERM)
        }
    }
    var signal: Int32 = 0
    sigwait(&signals, &signal)
    // Nobody shall be led to a server that has stopped.
    let withdrawal = Result { () throws(AnnouncementError) in
        try announcement.withdraw(url: server.url)
    }
    server.stop()
    server.waitUntilStopped()
    try withdrawal.get()
}

/// Writes the files that were asked for, and then prints where the server is.
private func announce(
    _ server: FakeAPIServer, _ options: ServerOptions, _ announcement: Announcement
) throws(AnnouncementError) {
    try announcement.write(url: server.url)
    puts(
        """
        fake-apiserver listens on \(server.url)
        The same again: \(server.repeatingFlags)
        """)
    if server.isOpenToNetwork {
        puts(
            """
            Open to the network: it listens on \(options.bindAddress), and whoever reaches it can read and \
            change everything.
            """)
    }
    if let warning = server.electionWarning { puts("Elections: \(warning)") }
    // Whoever reads it through a pipe waits for it.
    fflush(nil)
}
