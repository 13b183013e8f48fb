import KubeTime

/// When a condition may be otherwise just because time has passed; nil for never.
struct ConditionDue: Hashable, Sendable {
    /// By the clock of the cluster.
    var cluster: Timestamp?

    /// By the clock of the machine.
    var machine: Timestamp?

    /// The same, but no later than `other`.
    func earlier(_ other: ConditionDue) -> ConditionDue {
        ConditionDue(
            cluster: [cluster, other.cluster].compactMap(\.self).min(),
            machine: [machine, other.machine].compactMap(\.self).min())
    }
}
