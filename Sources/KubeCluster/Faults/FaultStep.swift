/// What a rule does to a request.
struct FaultStep: Sendable {
    /// The rule, as it is after it has acted.
    let entry: FaultEntry
    let action: FaultAction
}
