import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeTime

/// `/fake/clock`: shows the clock, moves it, and changes what moves it.
extension Cluster {
    static let clockRoutes = [
        ControlRoute<Cluster>(
            "/fake/clock",
            .init(.get, "shows the time, and when something is next due", answers: .json) {
                (cluster: inout Cluster, call) in cluster.clockStatus(at: call.wall)
            },
            .init(
                .post, "moves the time forward, or changes what moves it", .lasts,
                .duration("advance", "how far a manual clock goes forward"),
                .instant("to", "the instant to which a manual clock goes forward"),
                .condition("until", "what must hold for a manual clock to go no further"),
                .duration("atMost", "how far it goes for that at most; 60s when nothing is said"),
                .choice("mode", "what moves the time from now on: manual or real"),
                .number("rate", "how many times as fast as the machine's a real clock runs"),
                .instant("now", "the instant to which the clock goes before its mode changes"),
                answers: .later(.named(.clock)), like: .body(#"{"mode":"manual"}"#),
                .body(#"{"advance":"30s"}"#),
                .body(#"{"until":{"lease":"default/app","free":true},"atMost":"60s"}"#)
            ) {
                (
                    cluster: inout Cluster, call, duration, target, condition, atMost,
                    mode: ClockModeName?, rate, now
                ) throws(StatusError) in
                let wait = condition.map {
                    ClockCommand.wait(until: $0, atMost: atMost ?? .seconds(60))
                }
                guard wait != nil || atMost == nil else { throw .unclearClockCommand }
                let move = try ClockCommand(
                    advance: duration, to: target, mode: mode, rate: rate, now: now)
                guard let command = wait ?? move, wait == nil || move == nil else {
                    throw .unclearClockCommand
                }
                return .clock(try cluster.take(command, at: call.wall))
            })
    ]

    private mutating func take(
        _ command: ClockCommand, at wall: Timestamp
    ) throws(StatusError) -> ClockTicket {
        // What is wrong with the command by itself is better told at once.
        if clockQueue.isIdle { _ = try command.target(from: clock.now(at: wall), clock.mode) }
        if case .wait(let condition, _) = command { try check(condition) }
        return clockQueue.add(command)
    }

    /// The answer to a command; nil when it is not done.
    mutating func clockAnswer(to ticket: ClockTicket, at wall: Timestamp) -> HTTPResponse? {
        guard let outcome = clockQueue.takeOutcome(of: ticket) else { return nil }
        switch outcome {
        case .failure(let error): return HTTPResponse(control: error)
        case .success(let report):
            return HTTPResponse(control: clockStatus(at: wall).json(after: report))
        }
    }
}

/// What moves the time of a cluster, by its name.
private enum ClockModeName: String, ControlChoice {
    case manual
    case real
}

extension ClockCommand {
    /// The command that a request spells; nil when it says nothing of all this.
    fileprivate init?(
        advance duration: Duration?, to target: Timestamp?, mode: ClockModeName?, rate: Double?,
        now: Timestamp?
    ) throws(StatusError) {
        switch (duration, target, mode) {
        case (let duration?, nil, nil) where rate == nil && now == nil:
            self = .advance(by: duration)
        case (nil, let target?, nil) where rate == nil && now == nil:
            self = .go(to: target)
        case (nil, nil, .manual?) where rate == nil:
            self = .change(to: .manual, at: now)
        case (nil, nil, .real?):
            self = .change(to: .real(rate: try Self.checked(rate ?? 1)), at: now)
        case (nil, nil, nil) where rate == nil && now == nil: return nil
        default: throw .unclearClockCommand
        }
    }

    private static func checked(_ rate: Double) throws(StatusError) -> Double {
        guard ClusterClock.rates.contains(rate) else {
            throw .badRequest(
                "the field \"rate\" must be a number from 0.001 to 1000, not "
                    + JSONNumber(rate).literal)
        }
        return rate
    }
}

extension StatusError {
    fileprivate static let unclearClockCommand = badRequest(
        #"say one of {"advance":"30m"}, {"to":"2026-01-01T00:00:00Z"}, {"until":CONDITION}, "#
            + #"{"mode":"manual"} and {"mode":"real","rate":50}; the third takes "atMost" as well, "#
            + #"the last two take "now""#)
}
