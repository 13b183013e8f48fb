import KubeEndpoints
package import KubeJSON
public import KubeTime

/// A request that a rule holds.
public struct HeldRequest: Identifiable, Hashable, Sendable {
    /// Its number; never used again.
    public let id: UInt64

    /// The name of the rule.
    public let rule: String

    /// Where it stands.
    public let phase: FaultPhase

    /// Who asks.
    public let client: String

    /// What is asked for, in words: `update leases default/web for holder a at version 12`.
    public let summary: String

    /// Since when, by the clock of the cluster.
    public let since: Timestamp
}

extension HeldRequest {
    /// What is told of a request; nil when it is not held.
    init?(_ ticket: FaultTicket, _ paused: PausedRequest) {
        guard case .held(let rule, let phase, _) = paused.reason else { return nil }
        var subject = paused.request.subject
        id = ticket.number
        self.rule = rule
        self.phase = phase
        client = paused.request.resolved.client
        summary = subject.summary
        since = paused.since
    }

    /// The request that a document of the control API describes; nil when that is something else.
    package init?(_ document: JSONValue) {
        guard let id = document["id"]?.whole, let rule = document["rule"]?.string,
            let phase = document["phase"]?.string.flatMap(FaultPhase.init),
            let client = document["client"]?.string, let summary = document["summary"]?.string,
            let since = document["since"]?.instant
        else { return nil }
        self.id = id
        self.rule = rule
        self.phase = phase
        self.client = client
        self.summary = summary
        self.since = since
    }

    var json: JSONValue {
        [
            "id": .whole(id), "rule": .string(rule), "phase": .string(phase.rawValue),
            "client": .string(client), "summary": .string(summary), "since": .instant(since),
        ]
    }
}

extension ControlComponent {
    /// A request that a rule holds.
    static let heldRequest = ControlComponent("HeldRequest") {
        .object([
            "id": .whole, "rule": .text, "phase": .choice(FaultPhase.self), "client": .text,
            "summary": .text, "since": .instant,
        ])
    }
}
