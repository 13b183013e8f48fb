package import KubeHTTP1
package import KubeTime

/// A handler whose changes have to be kept before anybody may be told of them.
///
/// While not everything is kept, answers are held and streams are not asked. Between `beginKeeping`
/// and `endKeeping` nothing is asked of the handler but `abandon`, `cancel` and `didAnswer`.
package protocol DurableHandler: HTTPHandler {
    /// Whether everything that answers may tell of is kept for good.
    var isKept: Bool { get }

    /// Begins to keep everything that has changed, unless that was begun before.
    ///
    /// When `endKeeping` would still wait afterwards, `done` is called, on any thread, once it would
    /// not.
    func beginKeeping(done: @escaping @Sendable () -> Void)

    /// Whether `endKeeping` would not wait.
    var isKeepingDone: Bool { get }

    /// Ends what `beginKeeping` began; returns false when it failed and all that was not kept is
    /// undone.
    ///
    /// Called once for many requests. When it fails, each of them is answered once more and kept
    /// alone, so that only those fail that must.
    func endKeeping(at now: Timestamp) -> Bool

    /// What a client is told whose request would have changed something that could not be kept.
    func refuse(_ request: HTTPRequest, as id: RequestID, at now: Timestamp) -> HTTPResponse
}

extension DurableHandler {
    /// What it changes has to be kept.
    package var durable: (any DurableHandler)? { self }
}
