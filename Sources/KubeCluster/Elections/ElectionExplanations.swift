import KubeJSON

/// What is known about all elections of a cluster.
struct ElectionExplanations: ControlReport {
    /// Whether the cluster has a coordinator.
    let isEnabled: Bool
    var explanations: [ElectionExplanation] = []

    /// What is said where there is no coordinator.
    static let disabled =
        "there are no elections: start the server with "
        + "--feature-gates=CoordinatedLeaderElection=true"

    var json: JSONValue {
        ["isEnabled": .bool(isEnabled), "elections": .array(explanations.map(\.json))]
    }

    var text: String {
        guard isEnabled else { return "\(Self.disabled)\n" }
        return explanations.isEmpty
            ? "No lease has had candidates.\n"
            : explanations.map(\.text).joined(separator: "\n")
    }
}
