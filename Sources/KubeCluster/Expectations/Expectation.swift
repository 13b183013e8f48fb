package import KubeJSON

/// What a test waits for: that a condition comes to hold within a while, or that it holds throughout.
public struct Expectation: Hashable, Sendable {
    /// The condition.
    public let condition: Condition

    /// How long it may take, or must last.
    public let goal: Goal

    /// By which clock that is measured.
    public let clock: Clock

    /// How long a condition may take, or must last.
    public enum Goal: Hashable, Sendable {
        /// It must hold at one moment within this time.
        case within(Duration)
        /// It must hold at every moment of this time.
        case throughout(Duration)

        var duration: Duration {
            switch self {
            case .within(let duration), .throughout(let duration): duration
            }
        }
    }

    /// A clock by which a test measures.
    public enum Clock: String, CaseIterable, Sendable {
        /// That of the machine, whatever the cluster's shows.
        case machine
        /// That of the cluster.
        case cluster
    }

    /// That `condition` comes to hold, or holds throughout.
    public init(_ condition: Condition, _ goal: Goal, by clock: Clock = .machine) {
        self.condition = condition
        self.goal = goal
        self.clock = clock
    }
}

extension Expectation {
    /// The document that spells the expectation.
    package var json: JSONValue {
        var document = JSONObject([("that", condition.json)])
        switch goal {
        case .within(let duration): document["within"] = .duration(duration)
        case .throughout(let duration): document["throughout"] = .duration(duration)
        }
        document["clock"] = .string(clock.rawValue)
        return .object(document)
    }
}
