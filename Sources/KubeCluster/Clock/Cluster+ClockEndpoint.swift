import KubeAPI
import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeTime

/// `/fake/clock`: shows the clock, moves it, and changes what moves it.
extension Cluster {
    mutating func clock(
        _ request: inout ControlRequest, at wall: Timestamp
    ) throws(StatusError) -> HTTPReply<ClusterWait, WatchStream> {
        try request.check("GET", "POST")
        guard request.method == "POST" else {
            try request.end()
            return .complete(HTTPResponse(control: .object(clockDocument(at: wall))))
        }
        let command = try ClockCommand(&request)
        // What is wrong with the command by itself is better told at once.
        if clockQueue.isIdle { _ = try command.target(from: clock.now(at: wall), clock.mode) }
        return .wait(.clock(clockQueue.add(command)))
    }

    /// The answer to a command; nil when it is not done.
    mutating func clockAnswer(to ticket: ClockTicket, at wall: Timestamp) -> HTTPResponse? {
        guard let outcome = clockQueue.takeOutcome(of: ticket) else { return nil }
        switch outcome {
        case .failure(let error): return HTTPResponse(control: error)
        case .success(let report):
            var document = clockDocument(at: wall)
            // The next command may have moved the clock already.
            document["now"] = .string(report.now.rfc3339)
            document["fired"] = .array(report.fired.map(\.json))
            document["omitted"] = .object(
                JSONObject(
                    report.omitted.sorted { $0.key < $1.key }.map { ($0, .integer(Int64($1))) }))
            return HTTPResponse(control: .object(document))
        }
    }

    /// What the clock shows, and when something is next due.
    mutating func clockDocument(at wall: Timestamp) -> JSONObject {
        var document = JSONObject()
        switch clock.mode {
        case .manual: document["mode"] = "manual"
        case .real(let rate):
            document["mode"] = "real"
            document["rate"] = .number(JSONNumber(rate))
        }
        document["now"] = .string(clock.now(at: wall).rfc3339)
        document["nextDue"] = nextDue(at: wall).map { .string($0.rfc3339) } ?? .null
        return document
    }
}

extension ClockCommand {
    /// The command that the body spells.
    fileprivate init(_ request: inout ControlRequest) throws(StatusError) {
        let duration = try request.duration("advance")
        let target = try request.instant("to")
        let mode = try request.text("mode")
        let rate = try request.decimal("rate")
        let now = try request.instant("now")
        try request.end()
        switch (duration, target, mode) {
        case (let duration?, nil, nil) where rate == nil && now == nil:
            self = .advance(by: duration)
        case (nil, let target?, nil) where rate == nil && now == nil:
            self = .go(to: target)
        case (nil, nil, "manual"?) where rate == nil:
            self = .change(to: .manual, at: now)
        case (nil, nil, "real"?):
            self = .change(to: .real(rate: try Self.checked(rate ?? 1)), at: now)
        default:
            throw .badRequest(
                #"say one of {"advance":"30m"}, {"to":"2026-01-01T00:00:00Z"}, {"mode":"manual"} "#
                    + #"and {"mode":"real","rate":50}; the last two take "now" as well"#)
        }
    }

    private static func checked(_ rate: Double) throws(StatusError) -> Double {
        guard ClusterClock.rates.contains(rate) else {
            throw .badRequest("the rate of a clock is a number from 0.001 to 1000, not \(rate)")
        }
        return rate
    }
}

extension FiredEvent {
    fileprivate var json: JSONValue {
        ["time": .string(time.rfc3339), "kind": .string(kind), "message": .string(message)]
    }
}
