import KubeAPI
package import KubeJSON
package import KubeTime

/// Something that a test can tell a cluster's clock.
package enum ClockCommand: Hashable, Sendable {
    /// Move a manual clock forward by a length of time.
    case advance(by: Duration)
    /// Move a manual clock forward to an instant.
    case go(to: Timestamp)
    /// Move a manual clock forward until a condition holds, for a length of time at most.
    case wait(until: Condition, atMost: Duration)
    /// Take on another mode, after moving forward to an instant if there is one.
    case change(to: ClusterClock.Mode, at: Timestamp?)

    /// Whether it moves a manual clock.
    var passesTime: Bool {
        if case .change = self { false } else { true }
    }

    /// Where the clock has to go, when it shows `now`; throws what makes that impossible.
    func target(
        from now: Timestamp, _ mode: ClusterClock.Mode
    ) throws(StatusError) -> Timestamp {
        let target: Timestamp
        switch self {
        case .advance(let duration), .wait(_, let duration):
            guard mode == .manual else { throw .clockIsReal }
            guard duration >= .zero else { throw .negative(self) }
            target = now + duration
        case .go(let instant):
            guard mode == .manual else { throw .clockIsReal }
            target = instant
        case .change(_, let instant):
            target = instant ?? now
        }
        let format = TimeFormat.microseconds
        guard target >= now else {
            throw .backwards("\(format.format(target)), which is before \(format.format(now))")
        }
        guard target <= ClusterClock.end else {
            throw .badRequest(
                "the clock ends with the year 9999: advance it to "
                    + "\(format.format(ClusterClock.end)) at most")
        }
        return target
    }
}

extension StatusError {
    fileprivate static let clockIsReal = badRequest(
        "the clock is real and advances by itself: make it manual first with "
            + #"{"mode":"manual"}, or start the server with --clock=manual"#)

    fileprivate static func negative(_ command: ClockCommand) -> StatusError {
        let field = if case .wait = command { "atMost" } else { "advance" }
        return badRequest("\"\(field)\" must not be negative: \(noWayBack)")
    }

    private static let noWayBack =
        "a clock cannot go back: advance it, or create a new cluster with POST /fake/clusters "
        + #"{"clock":"manual=INSTANT"}"#

    fileprivate static func backwards(_ target: String) -> StatusError {
        badRequest("the instant is \(target): \(noWayBack)")
    }
}

extension ClockCommand {
    /// The document that spells the command.
    package var json: JSONValue {
        switch self {
        case .advance(let duration): ["advance": .duration(duration)]
        case .go(let instant): ["to": .instant(instant)]
        case .wait(let condition, let duration):
            ["until": condition.json, "atMost": .duration(duration)]
        case .change(let mode, let instant): .object(Self.document(of: mode, at: instant))
        }
    }

    private static func document(of mode: ClusterClock.Mode, at instant: Timestamp?) -> JSONObject {
        var document = JSONObject()
        switch mode {
        case .manual: document["mode"] = "manual"
        case .real(let rate):
            document["mode"] = "real"
            document["rate"] = .number(JSONNumber(rate))
        }
        if let instant { document["now"] = .instant(instant) }
        return document
    }
}
