/// What a list leads to.
package enum ListOutcome: Sendable {
    /// The objects are being looked for.
    case search(ListSearch)
    /// The store has not reached this revision yet.
    case notReached(UInt64)
}
