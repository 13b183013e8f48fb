package import KubeAPI
import KubeEndpoints
import KubeRegistry
import KubeStore
import KubeTime

/// What the clock is told to do.
extension Cluster {
    /// Has the clock do what `command` says, and tells `body` once that is done.
    package mutating func carryOut(
        _ command: ClockCommand,
        then body: @escaping @Sendable (Result<ClockReport, StatusError>) -> Void
    ) {
        _ = clockQueue.add(command, listener: body)
    }

    /// Carries out what the clock was told, up to the next instant at which something is due.
    mutating func takeClockStep(at wall: Timestamp) {
        guard let target = clockQueue.run?.target else { return beginCommand(at: wall) }
        if let next = nextDue(at: wall), next <= target {
            go(to: next)
        } else {
            go(to: target)
            endCommand(at: wall)
        }
    }

    private mutating func beginCommand(at wall: Timestamp) {
        guard let (ticket, command) = clockQueue.takeFirst() else { return }
        let now = clock.now(at: wall)
        do throws(StatusError) {
            let target = try command.target(from: now, clock.mode)
            clock.change(to: .manual, at: wall)
            clockQueue.run = ClockQueue.Run(
                ticket: ticket, command: command, target: target, report: ClockReport(now: now))
        } catch {
            clockQueue.finish(ticket, with: .failure(error))
        }
    }

    private mutating func go(to instant: Timestamp) {
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
    }

    private mutating func endCommand(at wall: Timestamp) {
        guard var run = clockQueue.run else { return }
        clockQueue.run = nil
        if case .change(let mode, _) = run.command { clock.change(to: mode, at: wall) }
        run.report.now = clock.now(at: wall)
        clockQueue.finish(run.ticket, with: .success(run.report))
    }
}
