/// Why a condition holds, or what is missing: the near miss.
struct ConditionAccount: Hashable, Sendable {
    /// Whether it holds.
    let holds: Bool

    /// Why, in words that make sense after a colon.
    var text: String

    /// The number of the request that made the difference; nil when it was none.
    var request: UInt64?

    /// The resource version that made the difference; nil when it was none.
    var version: UInt64?
}
