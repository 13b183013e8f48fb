import KubeJSON
import KubeTime

/// What people read of what the control API tells: what stands in its answers for them.
extension RecordedRequest: CustomStringConvertible {
    /// Who asked for what when, and what came of it, in a line.
    public var description: String { line }
}

extension LeaseTerm: CustomStringConvertible {
    /// Who held which lease from when to when, and what was wrong with that.
    public var description: String {
        "Lease \(namespace)/\(lease): "
            + lines.map { String($0.trimmingPrefix { $0 == " " }) }.joined(separator: "\n  ")
    }
}

extension TermFinding: CustomStringConvertible {
    /// The kind, when it was, and what was wrong.
    public var description: String { "\(kind.rawValue) at \(time.rfc3339): \(message)" }
}

extension FaultReport: CustomStringConvertible {
    /// What the rule does and how often it has, in a line.
    public var description: String { line }
}

extension FaultRule: CustomStringConvertible {
    /// The document that spells the rule.
    public var description: String { JSONWriter.text(.object(json)) }
}

extension FaultAction: CustomStringConvertible {
    /// The document that spells the action.
    public var description: String { JSONWriter.text(json) }
}

extension RequestMatch: CustomStringConvertible {
    /// The document that spells the match, or `every request`.
    public var description: String { isEmpty ? "every request" : JSONWriter.text(json) }
}

extension Condition: CustomStringConvertible {
    /// The document that spells the condition.
    public var description: String { JSONWriter.text(json) }
}

extension HeldRequest: CustomStringConvertible {
    /// Who asks for what, and where it is held, in a line.
    public var description: String {
        "#\(id) \(since.rfc3339) \(client): \(summary), held at \(phase.rawValue) by \(rule)"
    }
}

extension ExpectationOutcome: CustomStringConvertible {
    /// What has come of the expectation, in words.
    public var description: String { text }
}

extension ClockReport: CustomStringConvertible {
    /// How far the clock went to where, why it stopped there, and what happened on the way.
    public var description: String {
        let because = reason.map { ": \($0)" } ?? ""
        let count = fired.count + omitted.values.reduce(0, +)
        let lines = fired.map { "\n  \($0)" }.joined()
        let more = count > fired.count ? "\n  and \(count - fired.count) more" : ""
        return "\(GoDuration(elapsed)) to \(now)\(because)\(lines)\(more)"
    }
}

extension FiredEvent: CustomStringConvertible {
    /// When it was, and what happened.
    public var description: String { "\(time) \(message)" }
}

extension ClockSetting: CustomStringConvertible {
    /// The flags that spell it, such as `--clock=manual`.
    public var description: String { flags }
}

extension ClusterOptions: CustomStringConvertible {
    /// The flags that spell what differs from the default.
    public var description: String { flags.joined(separator: " ") }
}

extension FeatureGateSettings: CustomStringConvertible {
    /// The values of the flag, such as `CoordinatedLeaderElection=true`.
    public var description: String { flagValues.joined(separator: ",") }
}

extension LeaseTerm.End: CustomStringConvertible {
    /// Why and when the term ended.
    public var description: String { "\(reason.rawValue) at \(time) (version \(version))" }
}

extension ResetScope: CustomStringConvertible {
    /// The ``name``.
    public var description: String { name }
}

extension CountRange: CustomStringConvertible {
    /// Such as `at least 2`.
    public var description: String { text }
}

extension Expectation: CustomStringConvertible {
    /// The document that spells the expectation.
    public var description: String { JSONWriter.text(json) }
}

extension FaultStatus: CustomStringConvertible {
    /// The document that spells the status.
    public var description: String { JSONWriter.text(json) }
}

extension FaultAnswer: CustomStringConvertible {
    /// The document that spells the answer.
    public var description: String { JSONWriter.text(json) }
}

extension NamedError: CustomStringConvertible {
    /// The name, such as `etcdTimeout`.
    public var description: String { name.rawValue }
}

extension WatchAction: CustomStringConvertible {
    /// The document that spells the action.
    public var description: String { FaultAction.watch(self).description }
}

extension FaultDelay: CustomStringConvertible {
    /// The document that spells the delay.
    public var description: String { FaultAction.delay(self).description }
}
