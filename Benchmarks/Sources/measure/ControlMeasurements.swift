/// What the control API does to clocks and clusters.
enum ControlMeasurements {
    private static let flags = [
        "--clock=manual=2026-01-01T00:00:00Z", "--feature-gates=CoordinatedLeaderElection=true",
        "--runtime-config=coordination.k8s.io/v1beta1=true",
    ]
    private static let candidates =
        "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates"

    static func run(_ path: String) throws {
        beginTable("Clocks and clusters")
        try advance(path)
        let server = try MeasuredServer(path, flags)
        let connection = server.connect()
        let reset = time(101) { _ in connection.ask("POST", "/fake/reset") }
        report("reset a cluster", reset.median.milliseconds, meant: "at most 1 ms")
        let create = time(10_000) { _ in connection.ask("POST", "/fake/clusters", "{}") }
        report("create a cluster", create.median.milliseconds, meant: "at most 1 ms")
        report(
            "10,000 idle clusters", "\(server.residentMegabytes.text()) MB",
            meant: "at most 500 MB")
    }

    private static func advance(_ path: String) throws {
        let server = try MeasuredServer(path, flags)
        let connection = server.connect()
        for index in 0..<100 {
            connection.ask(
                "POST", candidates,
                #"{"metadata":{"name":"c\#(index)"},"spec":{"leaseName":"l\#(index % 10)","#
                    + #""binaryVersion":"1.36.0","emulationVersion":"1.\#(index % 36).0","#
                    + #""strategy":"OldestEmulationVersion","#
                    + #""renewTime":"2026-01-01T00:00:00.000000Z"}}"#)
        }
        let hours = time(25) { _ in connection.ask("POST", "/fake/clock", #"{"advance":"1h"}"#) }
        report(
            "advance an hour, 100 candidates", hours.median.milliseconds, meant: "at most 50 ms")
    }
}
