import Environment
import LeaderElection

/// The server, and those who look at it from near by.
extension Simulation {
    /// Lets the server do what is due, and everybody see what became of it.
    mutating func work() throws {
        server.work()
        try readReferences()
        for index in observers.indices { _ = try observers[index].read(&server) }
        for index in watches.indices.reversed() {
            var output: [UInt8] = []
            let isOpen = server.produce(&watches[index].stream, into: &output)
            let watch = watches[index]
            let arrival = max(watch.lastArrival, now + delay())
            watches[index].lastArrival = arrival
            if !output.isEmpty {
                events.add(.deliver(watch.sender, watch.request, .part(output)), at: arrival)
            }
            let isGone = components[watch.sender.component].life != watch.sender.life
            if isGone || !isOpen {
                events.add(.deliver(watch.sender, watch.request, .end), at: arrival)
                if isOpen { server.cancel(watch.stream) }
                watches.remove(at: index)
            }
        }
        if let due = server.nextDue { events.add(.work, at: max(due, now + .microseconds(1))) }
    }

    mutating func readReferences() throws {
        let seen = history.commits.count
        var news: [History.Commit] = []
        for index in references.indices { news += try references[index].read(&server) }
        try history.append(news)
        // The coordinator's own lease would fill the page.
        for commit in history.commits[seen...]
        where commit.key.name == "widget" || commit.isCandidate {
            timeline.note("\(commit)", at: now)
        }
    }
}
