import KubeTime

/// One turn: whoever is ready is served, then the handler works, then others are told of it.
extension EventLoop {
    /// Nobody sleeps longer, so that no sum of times overflows.
    private static let longestSleep = Duration.seconds(3600)
    /// By how much the wall clock must have been set that anything follows from it.
    private static let jumpMin = Duration.seconds(1)
    /// How often connections are checked for time-outs at most.
    private static let sweepInterval = Duration.seconds(1)

    mutating func takeTurn() {
        poller.wait(milliseconds: sleepMilliseconds, into: &buffers.ready)
        turn.isQuiet = buffers.ready.isEmpty && !clients.hasUnfinished
        turn.read(settings.clocks)
        turn.isUsedUp = false
        followClock()
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
        if duration >= settings.limits.values.longTurn { settings.noteLongTurn?(duration) }
    }

    /// Has the handler follow the wall clock where somebody has set it.
    private mutating func followClock() {
        guard settings.clocks.runTogether, isClockSet else { return }
        // Seen twice: the loop may have been kept from reading one clock right after the other.
        turn.read(settings.clocks)
        guard isClockSet else { return }
        handler.clockWasSet(by: turn.presentOrigin - turn.origin)
        turn.origin = turn.presentOrigin
        schedule.hasNews = true
    }

    /// Whether somebody seems to have set the wall clock.
    private var isClockSet: Bool {
        abs(turn.presentOrigin.microseconds - turn.origin.microseconds)
            >= Self.jumpMin.microseconds
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
        var wakeTime = doors.acceptAgain ?? .forever
        if !commits.isUnderWay {
            if clients.hasUnfinished || turn.hasMail || schedule.hasNews || schedule.hasMore
                || isRevisitDue
            {
                return 0
            }
            if let deadline = schedule.deadline {
                wakeTime = min(wakeTime, time + max(deadline - now, .milliseconds(1)))
            }
            wakeTime = min(wakeTime, schedule.nextSweep)
        }
        guard wakeTime < .forever else { return nil }
        let rest = wakeTime - settings.clocks.monotonic()
        return max(.zero, min(rest, Self.longestSleep)).millisecondsRoundedUp
    }

    mutating func dispatch(_ descriptor: Int32, _ readiness: Readiness) {
        if let client = clients[descriptor] {
            serve(client, descriptor, readiness)
        } else if descriptor == mailbox.descriptor {
            mailbox.clearSignal()
            turn.hasMail = true
        } else if let listener = doors[descriptor] {
            accept(from: listener)
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
        var rest = clients.takeUnfinished()[...]
        while !turn.isUsedUp, let descriptor = rest.popFirst() {
            if let client = clients[descriptor] { proceed(&client.connection, descriptor) }
        }
        clients.leaveUnfinished(first: rest)
    }

    /// Ends connections whose clients have been too slow.
    private mutating func sweep() {
        guard time >= schedule.nextSweep else { return }
        schedule.nextSweep = .forever
        let date = handler.date(at: now)
        for descriptor in clients.descriptors {
            guard let client = clients[descriptor] else { continue }
            let ended = client.connection.expire(at: time, now: date, encoder: &buffers.encoder)
            if let ended {
                forget(ended)
                proceed(&client.connection, descriptor)
            } else {
                expectEnd(of: client.connection)
            }
        }
    }

    /// Has the sweep come by when the client will have been too slow, unless it does something.
    ///
    /// Not more often than once in a while, whenever that is for each of them.
    mutating func expectEnd(of connection: borrowing Connection) {
        guard let expiry = connection.expiry else { return }
        schedule.nextSweep = min(schedule.nextSweep, max(expiry, time + Self.sweepInterval))
    }
}

extension Duration {
    /// Later than anything that is waited for.
    static let forever = Duration.seconds(Int64.max)

    /// As pollers take it.
    var millisecondsRoundedUp: Int32 { Int32(clamping: (microseconds + 999) / 1000) }
}
