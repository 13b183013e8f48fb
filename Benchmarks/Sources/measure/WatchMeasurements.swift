/// The time from sending a write until all of 100 watchers have its event.
enum WatchMeasurements {
    private static let watcherCount = 100
    private static let warmUp = 20

    static func run(_ path: String) throws {
        for resource in MeasuredResource.allCases {
            let server = try MeasuredServer(path, MeasuredResource.flags)
            let connection = server.connect()
            let version = resource.create(0, on: connection).resourceVersion
            let watchers = (0..<watcherCount).map { _ in
                let watcher = server.connect()
                watcher.watch("\(resource.path)?watch=true&resourceVersion=\(version)")
                return watcher
            }
            func write(_ number: Int) {
                resource.renew(0, number, on: connection)
                for watcher in watchers { watcher.readEvent() }
            }
            for number in 0..<warmUp { write(1 + number) }
            let events = time(500) { write(1 + warmUp + $0) }
            report(
                "\(resource.rawValue) written, seen by 100 watchers", events.median.milliseconds)
        }
    }
}
