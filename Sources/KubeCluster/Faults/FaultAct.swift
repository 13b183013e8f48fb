/// Something that was done to a request.
struct FaultAct: Sendable {
    /// The name of the rule, or of the partition, that did it.
    let rule: String

    /// What was done.
    let action: String

    /// When; nil for a partition, which is always there.
    let phase: FaultPhase?
}
