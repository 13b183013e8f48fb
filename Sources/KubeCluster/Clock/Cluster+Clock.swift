import KubeAPI
import KubeEndpoints
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime
import Logging

/// What the clock is told to do.
extension Cluster {
    /// Has the clock do what `command` says, and tells `listener` once that is done, or before, when
    /// something has happened: then the clock waits for `goOn`.
    package mutating func carryOut(
        _ command: ClockCommand, _ listener: @escaping ClockListener
    ) {
        _ = clockQueue.add(command, listener: listener)
    }

    /// Has the clock go on, now that everybody has done what followed from what happened.
    package mutating func goOn(_ ticket: ClockTicket, _ listener: @escaping ClockListener) {
        clockQueue.goOn(ticket, listener)
    }

    /// Carries out what the clock was told, up to the next instant at which something is due.
    mutating func takeClockStep(at wall: Timestamp) {
        guard let run = clockQueue.run else { return beginCommand(at: wall) }
        if run.isPaced, let due = sleepers.nextDue, due <= clock.now(at: wall) {
            // One after the other, so that it is the same order every time.
            sleepers.wakeFirst()
            return clockQueue.pause()
        }
        guard !run.isOver, !isDecided(run) else { return endCommand(at: wall) }
        let (version, wasStirred) = (version, isStirred)
        isStirred = false
        let instant = min(nextDue(at: wall) ?? run.target, run.target)
        go(to: instant, at: wall)
        clockQueue.run?.isOver = instant == run.target
        if run.isPaced, isObserved, self.version != version || isStirred { clockQueue.pause() }
        isStirred = isStirred || wasStirred
    }

    /// Whether the clock need not go any further.
    private func isDecided(_ run: ClockQueue.Run) -> Bool {
        run.expectation.map { expectations[$0]?.outcome != nil } ?? false
    }

    private mutating func beginCommand(at wall: Timestamp) {
        guard let (ticket, command) = clockQueue.takeFirst() else { return }
        let now = clock.now(at: wall)
        do throws(StatusError) {
            let target = try command.target(from: now, clock.mode)
            let expectation = try expectation(of: command, at: wall)
            clock.change(to: .manual, at: wall)
            let run = ClockQueue.Run(
                ticket: ticket, command: command, start: now, target: target,
                report: ClockReport(now: now), expectation: expectation,
                isPaced: command.passesTime && clockQueue.isPaced(ticket))
            clockQueue.run = run
            // Whatever was begun before comes first.
            if run.isPaced { clockQueue.pause() }
        } catch {
            clockQueue.finish(ticket, with: .failure(error))
        }
    }

    /// What the clock is to go on until; nil when it is told where to go.
    private mutating func expectation(
        of command: ClockCommand, at wall: Timestamp
    ) throws(StatusError) -> ExpectationTicket? {
        guard case .wait(let condition, let duration) = command else { return nil }
        return try expect(Expectation(condition, .within(duration), by: .cluster), at: wall)
    }

    private mutating func go(to instant: Timestamp, at wall: Timestamp) {
        clock.move(to: instant)
        let start = registry.store.end
        let timers = followStore(at: instant)
        if case .changes(let events) = registry.store.peek(start) {
            for event in events {
                clockQueue.run?.report.add(FiredEvent.kind(of: event), FiredEvent(event))
            }
        }
        for timer in timers {
            clockQueue.run?.report.add(timer.event.rawValue, FiredEvent(timer))
        }
        checkExpectations(at: wall)
    }

    private mutating func endCommand(at wall: Timestamp) {
        guard var run = clockQueue.run else { return }
        clockQueue.run = nil
        if case .change(let mode, _) = run.command { clock.change(to: mode, at: wall) }
        run.report.now = clock.now(at: wall)
        run.report.elapsed = run.report.now - run.start
        if tells { tellClock(run) }
        clockQueue.finish(run.ticket, with: outcome(of: run, at: wall))
    }

    private mutating func tellClock(_ run: ClockQueue.Run) {
        var fields: Logger.Metadata = [
            "from": "\(run.start.rfc3339)", "to": "\(run.report.now.rfc3339)",
            "elapsed": "\(GoDuration(run.report.elapsed))",
        ]
        if case .change(let mode, _) = run.command { fields["mode"] = "\(mode.text)" }
        tell("Moved the clock", fields, at: run.report.now)
    }

    private mutating func outcome(
        of run: ClockQueue.Run, at wall: Timestamp
    ) -> ClockQueue.Outcome {
        guard let ticket = run.expectation, let outcome = takeOutcome(of: ticket, at: wall) else {
            return .success(run.report)
        }
        switch outcome {
        case .failure(let error): return .failure(error)
        case .success(let outcome) where !outcome.isMet: return .failure(outcome.error)
        case .success(let outcome):
            var report = run.report
            report.account = outcome.account
            return .success(report)
        }
    }

    /// Forgets a command whose giver has left; the clock then stays where it has come to.
    package mutating func abandon(_ ticket: ClockTicket) {
        if let run = clockQueue.run, run.ticket == ticket, let expectation = run.expectation {
            expectations.abandon(expectation)
        }
        clockQueue.abandon(ticket)
    }
}

extension ClusterClock.Mode {
    /// The mode, as the log tells it.
    fileprivate var text: String {
        switch self {
        case .manual: "manual"
        case .real(rate: 1): "real"
        case .real(let rate): "real, rate \(rate)"
        }
    }
}
