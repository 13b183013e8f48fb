import KubeAPI
import KubeEndpoints
package import KubeHTTP1
import KubeRegistry
package import KubeStore
package import KubeTime
package import Logging

/// Where a cluster keeps what it holds, and what happened when it did so.
package struct ClusterPersistence: Sendable {
    fileprivate let keeper: any StoreKeeper

    /// Where it is noted that something could not be stored, or can be again.
    fileprivate let logger: Logger

    /// What is being stored; nil when nothing is.
    fileprivate var pending: JournalCommit?

    /// Why the last commit failed; nil when it did not.
    fileprivate var failure: JournalError?

    /// What there was before a reset that is not stored yet; nil when there is none.
    fileprivate var formerState: FormerState?

    /// How far the coordinator and the controllers have followed the store.
    private var followed = StoreCursor()

    /// Until when they rest, because what they saw could not be stored; nil when they do not.
    fileprivate(set) var restEnd: Timestamp?

    /// How long they rest before they try again to have something stored.
    private static let rest = Duration.seconds(2)

    /// Persistence in what `keeper` keeps.
    package init(_ keeper: any StoreKeeper, logger: Logger = Logger(label: "fake-apiserver")) {
        self.keeper = keeper
        self.logger = logger
    }

    /// Has the coordinator and the controllers rest, if what they saw is not in `store` any more.
    fileprivate mutating func rest(from store: ObjectStore, at now: Timestamp) {
        guard case .startAgain = store.read(&followed) else { return }
        restEnd = now + Self.rest
    }

    /// Has them rest as long as they would have: the machine's clock was set forward by `jump`.
    mutating func shift(by jump: Duration) { restEnd = restEnd.map { $0 + jump } }

    /// Notes that the coordinator and the controllers have seen all that `store` tells.
    mutating func didFollow(_ store: ObjectStore) {
        followed = store.end
    }

    /// Remembers what a reset may have to go back to.
    mutating func willReset(from state: FormerState) {
        if formerState == nil { formerState = state }
    }
}

extension Cluster {
    /// Stores what is not stored yet, or throws why that cannot be; it is then undone.
    package mutating func keep(at now: Timestamp) throws(JournalError) {
        beginKeeping {}
        guard let commit = persistence?.pending else { return }
        persistence?.pending = nil
        do {
            try persistence?.keeper.end(commit, of: &registry.store)
            if let failure = persistence?.failure {
                persistence?.logger.notice("changes are stored again, after: \(failure)")
            }
            persistence?.failure = nil
            persistence?.restEnd = nil
            if let former = persistence?.formerState.take() {
                releaseElsewhere(consume former)
            }
        } catch {
            undoReset(at: now)
            undoNotices()
            paused.undo()
            if persistence?.failure != error { persistence?.logger.error("\(error)") }
            persistence?.failure = error
            failUndoneLongRequests(at: now)
            persistence?.rest(from: registry.store, at: now)
            throw error
        }
    }

    /// Goes back to what there was before a reset that could not be stored.
    ///
    /// What has gone on meanwhile, since it was not held any more, is not held again.
    private mutating func undoReset(at now: Timestamp) {
        guard var former = persistence?.formerState.take() else { return }
        former.registry.store.undo()
        // What was made up meanwhile is not made up again.
        former.registry.random = registry.random
        registry = former.registry
        clock = former.clock
        seed = former.seed
        if let faults = former.faults { try? replaceFaults(by: faults, at: now) }
    }

    /// Whether everything is kept for good.
    package var isKept: Bool {
        persistence?.keeper.isKept(registry.store) ?? true
    }

    /// Begins to keep what has changed; `done` is called, on any thread, once ending it would not
    /// wait.
    package mutating func beginKeeping(done: @escaping @Sendable () -> Void) {
        guard let keeper = persistence?.keeper, persistence?.pending == nil, !isKept
        else { return }
        persistence?.pending = keeper.begin(registry.store, done: done)
    }

    /// Whether `endKeeping` would not wait.
    package var isKeepingDone: Bool { persistence?.pending?.isDone ?? isKept }

    /// Keeps what has changed; returns false when that failed and all of it was undone.
    package mutating func endKeeping(at now: Timestamp) -> Bool {
        do throws(JournalError) {
            try keep(at: now)
            return true
        } catch {
            return false
        }
    }

    /// What a client is told whose request would have changed something that could not be kept: without
    /// room the same as etcd says, which upstream passes on.
    package mutating func refuse(_ request: HTTPRequest, at wall: Timestamp) -> HTTPResponse {
        var response = api.refuse(request, with: storageError)
        response.date = date(at: wall)
        return response
    }

    private var storageError: StatusError {
        if case .full = persistence?.failure { return .databaseSpaceExceeded }
        return .internalError(
            persistence?.failure?.description ?? "the change could not be stored")
    }

    /// Keeps what has changed, and closes the database.
    package mutating func close(at now: Timestamp) {
        _ = endKeeping(at: now)
        persistence?.keeper.close()
    }
}
