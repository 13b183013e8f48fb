import KubeJSON

/// What is known about all elections of a cluster.
struct ElectionExplanations: ControlReport {
    /// Whether the cluster has a coordinator.
    let isEnabled: Bool

    /// What keeps candidates away; nil when nothing does.
    var warning: String?

    var explanations: [ElectionExplanation] = []

    /// What is said where there is no coordinator.
    static let disabled =
        "there are no elections: start the server with "
        + "--feature-gates=CoordinatedLeaderElection=true"

    static var schema: ControlSchema {
        .object([
            "isEnabled": .flag, "warning": .text.optional,
            "elections": .list(of: .named(.election)),
        ])
    }

    var json: JSONValue {
        var members = JSONObject([("isEnabled", .bool(isEnabled))])
        if let warning { members.append("warning", .string(warning)) }
        members.append("elections", .array(explanations.map(\.json)))
        return .object(members)
    }

    var text: String {
        guard isEnabled else { return "\(Self.disabled)\n" }
        let elections =
            explanations.isEmpty
            ? "The coordinator has seen no candidates.\n"
            : explanations.map(\.text).joined(separator: "\n")
        return (warning.map { "Warning: \($0)\n\n" } ?? "") + elections
    }
}
