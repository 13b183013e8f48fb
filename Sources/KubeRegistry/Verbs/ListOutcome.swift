/// What a list leads to.
package enum ListOutcome: Sendable {
    case page(ListPage)
    /// The store has not reached this revision yet.
    case notReached(UInt64)
}
