import KubeTime

/// The end of the whole server, and its return with what its journal kept.
extension Simulation {
    /// Ends the server as `restart` says, if it runs.
    mutating func end(_ restart: Scenario.Restart) throws {
        guard server.isUp, !server.isDoomed else { return }
        downtime = restart.downtime
        switch restart.ending {
        case .stop:
            server.stop()
            try work()
            try endServer(cleanly: true)
        case .kill: try endServer()
        case .killBeforeCommit: server.isDoomed = true
        }
    }

    /// Ends the server; whatever is under way is lost.
    mutating func endServer(cleanly: Bool = false) throws {
        let what =
            cleanly ? "ends" : server.isDoomed ? "is killed before it commits" : "is killed"
        timeline.note("server: \(what), at revision \(history.revision)", at: now)
        for watch in watches {
            let arrival = max(watch.lastArrival, now + delay())
            events.add(.deliver(watch.sender, watch.request, .end), at: arrival)
        }
        watches = []
        for index in observers.indices { try observers[index].disconnect(history) }
        for index in references.indices { try references[index].disconnect(history) }
        try server.end(cleanly: cleanly)
        forgetExpectations()
        let instant = min(now + downtime, faultsEnd)
        events.add(.startServer, at: max(instant, now + .milliseconds(1)))
    }

    /// Starts the server again, which must go on where it was.
    mutating func startServer() throws {
        try server.start()
        timeline.note("server: is back", at: now)
        if !scenario.keepsHistory { history.forget() }
        for index in references.indices {
            try references[index].openWatch(after: history.revision, &server)
        }
        try work()
        for reference in references {
            try reference.check(against: history)
            try reference.checkList(&server, history)
        }
    }
}
