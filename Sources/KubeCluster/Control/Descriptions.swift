import KubeJSON

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
