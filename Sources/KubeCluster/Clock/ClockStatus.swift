import KubeAPI
import KubeJSON
import KubeTime

/// What a cluster's clock shows, and when something is next due.
struct ClockStatus: ControlDocument, Sendable {
    let mode: ClusterClock.Mode
    let now: Timestamp

    /// When something is next due; nil if never.
    let nextDue: Timestamp?

    static var schema: ControlSchema { .named(.clock) }

    var json: JSONValue { .object(members) }

    /// The same after a clock was told something, and what that brought about.
    func json(after report: ClockReport) -> JSONValue {
        var members = members
        // The next command may have moved the clock already.
        members["now"] = .string(report.now.rfc3339)
        members["advanced"] = .string(GoDuration(report.elapsed).description)
        if let account = report.account {
            members["because"] = .string(account.text)
            members["request"] = account.request.map { .whole($0) } ?? .null
            members["version"] = .text(account.version.map(String.init))
        }
        members["fired"] = .array(report.fired.map(\.json))
        members["omitted"] = .object(
            JSONObject(report.omitted.sorted { $0.key < $1.key }.map { ($0, .integer(Int64($1))) }))
        return .object(members)
    }

    private var members: JSONObject {
        var members = JSONObject()
        switch mode {
        case .manual: members["mode"] = "manual"
        case .real(let rate):
            members["mode"] = "real"
            members["rate"] = .number(JSONNumber(rate))
        }
        members["now"] = .string(now.rfc3339)
        members["nextDue"] = .instant(nextDue)
        return members
    }
}

extension ControlComponent {
    /// What a clock shows; after it was moved also how far, why, and what happened on the way.
    static let clock = ControlComponent("Clock") {
        .object([
            "mode": .choice(["manual", "real"]), "rate": .number.optional, "now": .instant,
            "nextDue": .instant.orNull, "advanced": .duration.optional, "because": .text.optional,
            "request": .whole.orNull.optional, "version": .version.orNull.optional,
            "fired": .list(
                of: .object(["time": .instant, "kind": .text, "message": .text])
            ).optional,
            "omitted": .map(of: .whole).optional,
        ])
    }
}

extension Cluster {
    /// What the clock shows, and when something is next due.
    mutating func clockStatus(at wall: Timestamp) -> ClockStatus {
        ClockStatus(mode: clock.mode, now: clock.now(at: wall), nextDue: nextDue(at: wall))
    }
}

extension FiredEvent {
    fileprivate var json: JSONValue {
        ["time": .string(time.rfc3339), "kind": .string(kind), "message": .string(message)]
    }
}
