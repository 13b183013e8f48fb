import CLoad

/// How long it takes until everybody has seen a write, and what those cost who see nothing.
enum WatchMeasurements {
    static func run(_ path: String) throws {
        beginTable("Watches")
        try seen(path, by: 100, writes: 100, meant: "at most 1.2 ms")
        try seen(path, by: 1000, writes: 25, meant: "at most 10 ms, and 1.5 times the C loop")
        try idleWatchers(path)
    }

    /// The time from sending a write until all of the watchers have its event.
    private static func seen(
        _ path: String, by count: Int, writes: Int32, meant: String
    ) throws {
        let server = try MeasuredServer(path, MeasuredResource.flags)
        let connection = server.connect()
        let version = MeasuredResource.lease.create(0, on: connection).resourceVersion
        let watchers = watches(of: MeasuredResource.lease.path, since: version, count, on: server)
        MeasuredResource.lease.renew(0, 1, on: connection)
        // The C loop sends just what ours sends.
        let event = watchers.map(nextEvent).first ?? ""
        let loop = try CLoop.start(event: event)
        let others = watches(of: MeasuredResource.lease.path, since: version, count, on: loop)
        func write(_ server: MeasuredServer, _ watchers: [Int32]) -> Double {
            load_write_until_seen(
                server.port, "\(MeasuredResource.lease.path)/o0", watchers, Int32(count), writes)
        }
        let turns = Turns {
            write(server, watchers)
        } others: {
            write(loop, others)
        }
        report(
            "a write until \(Double(count).text()) watchers have seen it",
            "\(turns.ours.median.milliseconds), \(turns.ratio.text(2)) times the C loop "
                + "(\(turns.others.median.milliseconds))",
            meant: meant)
        load_close(watchers + others, Int32(2 * count))
    }

    /// What watchers cost who watch something else.
    private static func idleWatchers(_ path: String) throws {
        let elsewhere = MeasuredResource.lease.path.replacing("default", with: "kube-system")
        let watched = try MeasuredServer(path, MeasuredResource.flags)
        let alone = try MeasuredServer(path, MeasuredResource.flags)
        var version = ""
        for server in [watched, alone] {
            version = MeasuredResource.lease.create(0, on: server.connect()).resourceVersion
        }
        let watchers = watches(of: elsewhere, since: version, 1000, on: watched)
        func write(_ server: MeasuredServer) -> Double {
            1 / load_renew(server.port, 1, 0.5, "\(MeasuredResource.lease.path)/o")
        }
        let turns = Turns {
            write(watched)
        } others: {
            write(alone)
        }
        report(
            "a write beside 1,000 idle watchers",
            "\(turns.ours.median.milliseconds), \(turns.ratio.text(2)) times that without",
            meant: "1 time")
        let before = watched.residentMegabytes
        let more = watches(of: elsewhere, since: version, 10_000, on: watched)
        report(
            "10,000 idle watchers", "\((watched.residentMegabytes - before).text(1)) MB",
            meant: "at most 20 MB")
        load_close(watchers + more, Int32(watchers.count + more.count))
    }

    private static func watches(
        of path: String, since version: String, _ count: Int, on server: MeasuredServer
    ) -> [Int32] {
        var watchers = [Int32](repeating: -1, count: count)
        load_watch(
            server.port, "\(path)?watch=true&resourceVersion=\(version)", &watchers, Int32(count))
        return watchers
    }

    private static func nextEvent(of watcher: Int32) -> String {
        var event = [CChar](repeating: 0, count: 16_384)
        load_read_event(watcher, &event, event.count)
        return String(
            decoding: event.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
