import KubeAPI
package import KubeHTTP1
package import KubeRegistry
package import KubeStore
package import KubeTime

/// Requests that wait, watches that are open, and the time that passes for them.
extension APIHandler {
    /// Answers a request that was told to wait; nil when it must wait longer.
    ///
    /// With `givesUp` its time is over, although the clock does not show it.
    package mutating func resume(
        _ waiting: WaitingRequest, in registry: inout Registry, at now: Timestamp,
        givesUp: Bool = false
    ) -> APIReply? {
        let isReached = registry.store.hasReached(
            waiting.revision, before: waiting.deadline, seenAt: now)
        guard isReached || givesUp || now >= waiting.deadline else { return nil }
        timers.stop(waiting.timer)
        if isReached { return performAction(of: waiting.request, in: &registry, at: now) }
        let error: StatusError =
            waiting.endsByTimeout
            ? .requestTimedOut
            : .tooLargeResourceVersion(waiting.revision, current: registry.store.revision)
        return APIReply(.complete(fail(waiting.request, with: error)))
    }

    /// Forgets a request whose client has left.
    package mutating func abandon(_ waiting: WaitingRequest) {
        timers.stop(waiting.timer)
    }

    /// Has `request` wait for the store to reach `revision`.
    mutating func wait(
        for revision: UInt64, _ request: ResolvedRequest, at now: Timestamp
    ) -> WaitingRequest {
        let timeout = try? request.query.timeout()
        let patience = min(timeout ?? WaitingRequest.patience, WaitingRequest.patience)
        let timer = timers.start(
            waitingFor: revision, until: now + patience, path: request.http.target.path)
        return WaitingRequest(
            request: request.withoutIdleBody, revision: revision, deadline: now + patience,
            endsByTimeout: patience < WaitingRequest.patience, timer: timer, patience: patience)
    }

    /// What may be news at `now` to watches that have said all there was.
    package mutating func news(from store: ObjectStore, at now: Timestamp) -> WatchNews {
        // Those that could be told everything at the last time have been.
        cutRevision = changes.expiredRevision
        let collections = changes.follow(store)
        let due = timers.takeDueWatches()
        guard changes.areMany else {
            return WatchNews(collections: collections, due: due, sweep: nil)
        }
        defer { changes.restart() }
        return WatchNews(
            collections: collections, due: due, sweep: WatchSweep(for: changes, at: now))
    }

    /// Whether some of the history was forgotten by command, and the watches that are behind are to
    /// be told so once all others have caught up.
    package var hasWatchesToCut: Bool { cutRevision < changes.expiredRevision }

    /// Appends what a watch has to say at `now`.
    package mutating func produce(
        _ stream: inout WatchStream, from store: ObjectStore, into output: inout [UInt8],
        at now: Timestamp
    ) -> StreamProgress {
        let progress = stream.produce(
            from: store, notBefore: cutRevision, into: &output, at: now)
        stream.stopTimers(&timers, after: progress)
        if progress.isLast { watchBooks.close(stream) }
        return progress
    }

    /// Notes what was asked for by the one who has begun to watch.
    package mutating func identify(_ watch: WatchID, as request: NotedRequest) {
        watchBooks.identify(watch, as: request)
    }

    /// Has a watch be asked once more, although nothing has changed.
    package mutating func wake(_ watch: WatchID) {
        timers.wake(watch)
    }

    /// Forgets a watch whose client has left.
    package mutating func cancel(_ stream: WatchStream) {
        stream.stopTimers(&timers)
        watchBooks.close(stream)
    }

    /// Has watches and waiting requests wait as long as they would have: the clock was set forward by
    /// `difference`.
    package mutating func shift(by difference: Duration) { timers.shift(by: difference) }

    /// When a watch or a waiting request next has something to do; nil when none is open.
    package var nextWakeTime: Timestamp? { timers.next }

    /// Notes that it is `now`, and returns what that means to watches and to waiting requests.
    ///
    /// They do what is due when they are next asked.
    package mutating func advance(to now: Timestamp, in store: ObjectStore) -> [FiredTimer] {
        timers.fire(at: now, in: store)
    }
}
