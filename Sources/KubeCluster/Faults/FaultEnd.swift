public import KubeTime

/// When a rule ends by itself.
public struct FaultEnd: Sendable {
    let kind: Kind

    enum Kind: Sendable {
        case after(Duration)
        case time(Timestamp)
        /// Once something holds.
        case condition(Condition)
    }

    init(_ kind: Kind) {
        self.kind = kind
    }

    /// So long after the rule was made, on the clock of the cluster.
    public static func after(_ duration: Duration) -> FaultEnd { FaultEnd(.after(duration)) }

    /// At an instant of the clock of the cluster.
    public static func time(_ instant: Timestamp) -> FaultEnd { FaultEnd(.time(instant)) }

    /// Once a condition has held for a moment.
    public static func once(_ condition: Condition) -> FaultEnd { FaultEnd(.condition(condition)) }
}
