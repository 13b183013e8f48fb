import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTime

/// The server, and those who look at it from near by.
extension Simulation {
    /// Lets the server do what is due, and everybody see what became of it.
    mutating func work() throws {
        guard server.isUp else { return }
        server.work()
        guard !server.isDoomed else { return try endServer() }
        try server.commit()
        try readReferences()
        for index in observers.indices { _ = try observers[index].read(&server) }
        for index in watches.indices.reversed() {
            var output: [UInt8] = []
            let isOpen = server.produce(&watches[index].stream, into: &output)
            let watch = watches[index]
            let isGone = components[watch.sender.component].life != watch.sender.life
            if drawsSparingly, isGone {
                if isOpen { server.cancel(watch.stream) }
                watches.remove(at: index)
            }
            if drawsSparingly, isGone || output.isEmpty && isOpen { continue }
            let arrival = max(watch.lastArrival, now + delay())
            watches[index].lastArrival = arrival
            if !output.isEmpty {
                events.add(.deliver(watch.sender, watch.request, .part(output)), at: arrival)
            }
            if isGone || !isOpen {
                events.add(.deliver(watch.sender, watch.request, .end), at: arrival)
                if isOpen { server.cancel(watch.stream) }
                watches.remove(at: index)
            }
        }
        if let due = server.nextDue { events.add(.work, at: max(due, now + .microseconds(1))) }
    }

    /// Takes note of the namespaces, which nobody watches.
    mutating func readNamespaces() throws {
        guard case .complete(let response) = server.exchange("GET", "/api/v1/namespaces"),
            let namespaces = try? JSONParser.parse(response.body)["items"]?.array
        else { throw Violation("the namespaces cannot be listed") }
        history.identities.add(namespaces)
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
