import CLoad
import Foundation

/// What it takes to start, to be there, and to hold leases.
enum StartMeasurements {
    private static let pageFlags = [
        "--feature-gates=CoordinatedLeaderElection=true",
        "--runtime-config=coordination.k8s.io/v1alpha1=true",
    ]
    static func run(_ path: String) throws {
        beginTable("The server itself")
        let starts = (0..<41).map { _ in start([path, "--port=0"] + pageFlags) }
        report("start until it accepts", starts.median.milliseconds, meant: "at most 5 ms")
        try idle(path, pageFlags, "electing")
        try idle(path, [], "not electing")
        try leases(path, 100_000, [], "")
        try leases(path, 100_000, ["--journal-requests=0"], ", without the journal of requests")
    }

    /// What a lease takes when there are a million, to make which takes a minute.
    static func runMillion(_ path: String) throws {
        beginTable("A million leases")
        try leases(path, 1_000_000, [], "")
    }

    private static func start(_ command: [String]) -> Double {
        var arguments = command.map { strdup($0) }
        defer { for argument in arguments { free(argument) } }
        arguments.append(nil)
        return load_start(arguments)
    }

    private static func idle(_ path: String, _ flags: [String], _ how: String) throws {
        let server = try MeasuredServer(path, flags)
        // Past the start.
        Thread.sleep(forTimeInterval: 0.5)
        report(
            "memory when idle, \(how)", "\(server.residentMegabytes.text(1)) MB",
            meant: "at most 12 MB")
        let before = server.activity
        Thread.sleep(forTimeInterval: 4)
        let after = server.activity
        let milliseconds = (after.seconds - before.seconds) / 4 * 1000
        report(
            "processor time when idle, \(how)",
            "\(milliseconds.text(2)) ms a second, \(after.waits - before.waits) wake-ups in 4 s",
            meant: "none but for what is due: the coordinator's lease every 2 s")
    }

    private static func leases(
        _ path: String, _ count: Int, _ flags: [String], _ how: String
    ) throws {
        let server = try MeasuredServer(path, flags)
        let port = server.port
        let before = server.residentMegabytes
        onThreads(4) { part in
            let connection = Connection.to(port)
            // Numbers of the same length: their names come nearly in order.
            for index in stride(from: count + part, to: 2 * count, by: 4) {
                MeasuredResource.lease.create(index, on: connection)
            }
        }
        let perLease = (server.residentMegabytes - before) * 1_048_576 / Double(count)
        let lease = server.connect().ask("GET", "\(MeasuredResource.lease.path)/o\(count)")
        report(
            "a lease, of \(Double(count).text())\(how)",
            "\(perLease.text()) bytes, of which its JSON is \(lease.body.count)",
            meant: "at most 1,500 beside its JSON")
    }
}
