import KubeAPI
import KubeJSON
import KubeTime

/// The clock of a snapshot.
struct SnapshotClock: Hashable, Sendable {
    let mode: ClusterClock.Mode

    /// What it showed; nil for a clock that shows the machine's time.
    let now: Timestamp?

    init(_ clock: ClusterClock, at wall: Timestamp) {
        mode = clock.mode
        now = clock.isMachines ? nil : clock.now(at: wall)
    }

    /// The clock that goes on from there when the machine's shows `wall`.
    func clock(at wall: Timestamp) -> ClusterClock {
        ClusterClock(mode, startingAt: now, at: wall)
    }
}

extension SnapshotClock {
    /// The member of the document.
    var json: JSONValue {
        var members = JSONObject()
        switch mode {
        case .manual: members.append("mode", "manual")
        case .real(let rate):
            members.append("mode", "real")
            if rate != 1 { members.append("rate", .number(JSONNumber(rate))) }
        }
        if let now { members.append("now", .string(now.rfc3339)) }
        return .object(members)
    }

    init(reading json: JSONValue) throws(StatusError) {
        var fields = try SnapshotFields(of: json, "a clock")
        let mode = try fields.take(.text("mode", "manual or real"))
        let rate = try fields.take(.number("rate", "how many times as fast as the machine's"))
        now = try fields.take(.instant("now", "what it showed"))
        try fields.refuseStrangers()
        if let now, !(Timestamp(seconds: 0)...ClusterClock.end).contains(now) {
            throw .badRequest("a clock shows the years from 1970 to 9999, not \(now.rfc3339)")
        }
        switch mode {
        case "manual" where rate == nil: self.mode = .manual
        case "real" where ClusterClock.rates.contains(rate ?? 1): self.mode = .real(rate: rate ?? 1)
        default:
            throw .badRequest(
                "the mode of a clock is manual or real, and a real one may have a rate from 0.001 "
                    + "to 1000")
        }
    }
}
