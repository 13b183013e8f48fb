/// How long the others wait while one client reads tables of 1,000 objects all the time, as
/// `kubectl get` does.
enum TurnMeasurements {
    private static let count = 1000
    private static let duration = Duration.seconds(5)

    static func run(_ path: String) throws {
        beginTable("While one client reads tables of 1,000 objects all the time")
        for resource in MeasuredResource.allCases {
            for form in [ListForm.table, .gzipTable] { try measure(path, resource, form) }
        }
    }

    private static func measure(
        _ path: String, _ resource: MeasuredResource, _ form: ListForm
    ) throws {
        let server = try MeasuredServer(path, MeasuredResource.flags + ["-v=2"])
        let connection = server.connect()
        for index in 0..<count { resource.create(index, on: connection) }
        let turnsBefore = server.longTurns.count
        let (renewals, tables) = renew(resource, reading: form, on: server)
        let turns = server.longTurns.dropFirst(turnsBefore)
        let what = "\(form.rawValue)s of \(resource.rawValue)s"
        let longest = turns.max().map { "\($0) ms" } ?? "< 5 ms"
        report("longest turn, \(what)", longest, meant: "at most 5 ms")
        report("turns of 5 ms or more, \(what)", "\(turns.count)", meant: "of \(tables) tables")
        report("renewal, \(what)", renewals.median.milliseconds)
        report("longest renewal, \(what)", renewals.longest.milliseconds)
    }

    /// How long each renewal took of a client that renews all objects in turn, and how many tables
    /// another one read meanwhile.
    private static func renew(
        _ resource: MeasuredResource, reading form: ListForm, on server: MeasuredServer
    ) -> (renewals: Durations, tables: Int) {
        let clock = ContinuousClock()
        let end = clock.now + duration
        let port = server.port
        let results = onThreads(2) { part in
            let connection = Connection.to(port)
            let readsTables = part == 0
            var durations: [Duration] = []
            while clock.now < end {
                let start = clock.now
                if readsTables {
                    connection.ask("GET", resource.path, fields: form.fields)
                } else {
                    let number = durations.count
                    resource.renew(number % count, 1 + number, on: connection)
                }
                durations.append(clock.now - start)
            }
            return durations
        }
        return (Durations(results[1]), results[0].count)
    }
}
