import KubeTime

/// One turn: whoever is ready is served, then the handler works, then others are told of it.
extension EventLoop {
    /// Nobody sleeps longer, so that no sum of times overflows.
    private static let longestSleep = Duration.seconds(3600)
    /// How often connections are checked for time-outs.
    private static let sweepInterval = Duration.seconds(1)

    mutating func takeTurn() {
        poller.wait(milliseconds: sleepMilliseconds, into: &buffers.ready)
        turn.now = settings.clocks.wall()
        turn.time = settings.clocks.monotonic()
        takeSteps()
        for (descriptor, readiness) in buffers.ready { dispatch(descriptor, readiness) }
        if isServing {
            readMail()
            proceedWithUnfinished()
            sweep()
            turn.step = .advance
        }
        takeSteps()
        acceptAgain()
        let duration = settings.clocks.monotonic() - time
        if duration >= settings.limits.longTurn { settings.noteLongTurn?(duration) }
    }

    /// Takes the steps of the turn that are left, until one has to wait for what is being kept.
    ///
    /// Whatever follows the handler's state must not see what may still be undone.
    private mutating func takeSteps() {
        keep()
        while !commits.isUnderWay, turn.step != .serve {
            if turn.step == .advance {
                turn.step = .revisit
                advance()
            } else {
                turn.step = .serve
                revisit()
            }
            keep()
        }
    }

    /// How long the next turn may sleep; rounded up, so that it does not wake too early.
    private var sleepMilliseconds: Int32? {
        var wakeTimes: [Duration] = []
        if !commits.isUnderWay {
            if clients.hasUnfinished || turn.hasMail || schedule.hasNews { return 0 }
            if let deadline = schedule.deadline {
                wakeTimes.append(time + max(deadline - now, .milliseconds(1)))
            }
            if isRevisitDue { wakeTimes.append(schedule.nextRevisit) }
            if clients.count > 0 { wakeTimes.append(schedule.nextSweep) }
        }
        if let acceptAgain = doors.acceptAgain { wakeTimes.append(acceptAgain) }
        guard let first = wakeTimes.min() else { return nil }
        let rest = first - settings.clocks.monotonic()
        return max(.zero, min(rest, Self.longestSleep)).millisecondsRoundedUp
    }

    mutating func dispatch(_ descriptor: Int32, _ readiness: Readiness) {
        if descriptor == mailbox.descriptor {
            mailbox.clearSignal()
            turn.hasMail = true
        } else if let listener = doors.listeners[descriptor] {
            accept(from: listener)
        } else {
            serve(descriptor, readiness)
        }
    }

    /// Lets other threads' messages do what they want to do.
    private mutating func readMail() {
        guard turn.hasMail else { return }
        turn.hasMail = false
        carryOut(mailbox.takeMessages())
    }

    private mutating func proceedWithUnfinished() {
        guard clients.hasUnfinished else { return }
        for descriptor in clients.takeUnfinished() { proceed(descriptor) }
    }

    /// Ends connections whose clients have been too slow.
    private mutating func sweep() {
        guard clients.count > 0, time >= schedule.nextSweep else { return }
        schedule.nextSweep = time + Self.sweepInterval
        for descriptor in clients.descriptors {
            let ended = clients[descriptor]?.expire(at: time, now: now, encoder: &buffers.encoder)
            guard let ended else { continue }
            forget(ended)
            proceed(descriptor)
        }
    }
}

extension Duration {
    /// As pollers take it.
    var millisecondsRoundedUp: Int32 { Int32(clamping: (microseconds + 999) / 1000) }
}
