/// What tells one kind of fault from another.
package struct FaultLabels: Hashable, Sendable {
    let rule: String
    let phase: String
    let action: String

    /// The fault that `rule` brings about.
    package init(rule: String, phase: String, action: String) {
        self.rule = rule
        self.phase = phase
        self.action = action
    }

    /// All those that are not told apart any more.
    static let others = FaultLabels(rule: "", phase: "", action: "")
}
