import KubeTime

/// A request that waits for the store to reach a revision.
package struct WaitingRequest: Sendable {
    /// What is done once the store has.
    let request: ResolvedRequest
    let revision: UInt64
    private(set) var deadline: Timestamp
    /// Whether the client waits no longer than until `deadline`, but the server would.
    let endsByTimeout: Bool
    let timer: RequestTimers.ID

    /// How long it waits.
    package let patience: Duration

    /// What tells it from others of the same cluster.
    package var number: UInt64 { timer.number }

    /// Has it wait until as much later as the clock was set forward.
    package mutating func shift(by difference: Duration) { deadline = deadline + difference }

    /// How long a read waits for a revision that the store has not reached (GET-002).
    static let patience = Duration.seconds(3)
}
