import KubeSockets

extension FakeAPIServer {
    /// Returns once nobody has asked for `duration`, or waited, or watched, or the server has ended.
    ///
    /// The time is the machine's, which never jumps, whatever the clocks of the clusters show.
    package func waitUntilIdle(for duration: Duration) async throws(CancellationError) {
        while let idle = await idleTime(), idle < duration {
            do {
                try await Task.sleep(for: duration - idle)
            } catch {
                throw CancellationError()
            }
        }
    }

    /// For how long it has had nothing to do; nil when it has ended.
    private func idleTime() async -> Duration? {
        await withCheckedContinuation { continuation in
            let isAccepted = mailbox.post(to: HostHandler.self) { handler, _ in
                continuation.resume(returning: handler.idleTime)
            }
            if !isAccepted { continuation.resume(returning: nil) }
        }
    }
}
