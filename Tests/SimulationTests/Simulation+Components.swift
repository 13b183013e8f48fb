import KubeElector
import KubeTime
import LeaderElection

/// What the components do, and what reaches them.
extension Simulation {
    mutating func wake(_ index: Int) {
        let actions = components[index].advance(to: now)
        perform(actions, for: index)
    }

    mutating func deliver(_ event: ClientEvent, for request: UInt64, to sender: Sender) {
        guard components[sender.component].life == sender.life else { return }
        // What a server had under way when it ended never arrives, but that it ended does.
        let event = sender.server == server.life ? event : .end
        let actions = components[sender.component].receive(
            event, for: request, sender.machine, at: now)
        perform(actions, for: sender.component)
    }

    mutating func perform(
        _ actions: [(Component.Machine, ComponentAction)], for index: Int
    ) {
        for (machine, action) in actions {
            switch action {
            case .notify(.renewed), .notify(.recorded), .notify(.released): break
            case .notify(let notification): note(index, "\(notification)")
            case .send(let request):
                let sender = Sender(
                    component: index, life: components[index].life, machine: machine,
                    server: server.life)
                send(request, from: sender)
            }
        }
        scheduleWake(of: index)
    }

    private mutating func scheduleWake(of index: Int) {
        guard components[index].isRunning else { return }
        // A component that has stopped is a process that has ended; something starts it again.
        guard components[index].elector?.machine.isDone == false else {
            note(index, "ends")
            components[index].crash()
            scheduleStart(of: index)
            return
        }
        guard let due = components[index].nextDue.map({ max($0, now) }),
            wakeTimes[index].map({ due < $0 }) ?? true
        else { return }
        wakeTimes[index] = due
        events.add(.wake(index), at: due)
    }

    mutating func scheduleStart(of index: Int) {
        let pause = isFaulty ? Duration.milliseconds(random.next() % 12_000) : .zero
        events.add(.start(index), at: max(now + .milliseconds(100), now + pause))
    }

    mutating func note(_ index: Int, _ text: @autoclosure () -> String) {
        timeline.note("\(scenario.members[index].name): \(text())", at: now)
    }
}
