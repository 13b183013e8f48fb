/// Start, memory, and the time of single requests on one connection.
enum RequestMeasurements {
    private static let flags = [
        "--feature-gates=CoordinatedLeaderElection=true",
        "--runtime-config=coordination.k8s.io/v1alpha1=true",
    ]
    private static let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    static func run(_ path: String) throws {
        let starts = Durations(try (0..<11).map { _ in try MeasuredServer(path, flags).startTime })
        report("start until it accepts", starts.median.milliseconds, meant: "at most 20 ms")

        let server = try MeasuredServer(path, flags)
        report("resident memory when idle", server.residentMemory, meant: "at most 25 MB")
        let connection = server.connect()
        let create = time(1000) { index in
            connection.ask(
                "POST", leases,
                #"{"metadata":{"name":"l\#(index)"},"#
                    + #""spec":{"holderIdentity":"h","leaseDurationSeconds":15}}"#)
        }
        let get = time(20_000) { _ in connection.ask("GET", leases + "/l0") }
        let update = updates(on: connection)
        let list = time(300) { _ in connection.ask("GET", leases) }
        report("GET of a lease", get.median.milliseconds, meant: "at most 0.2 ms")
        report("POST of a lease", create.median.milliseconds)
        report("PUT of a lease", update.median.milliseconds)
        report("GET of 1,000 leases", list.median.milliseconds, meant: "440 kB")
    }

    private static func updates(on connection: Connection) -> Durations {
        let clock = ContinuousClock()
        var version = connection.ask("GET", leases + "/l0").resourceVersion
        return Durations(
            (0..<5000).map { index in
                let digits = String(1_000_000 + index).dropFirst()
                let body =
                    #"{"metadata":{"name":"l0","resourceVersion":"\#(version)"},"spec":{"#
                    + #""holderIdentity":"h","leaseDurationSeconds":15,"#
                    + #""renewTime":"2026-01-01T00:00:00.\#(digits)Z"}}"#
                let start = clock.now
                let answer = connection.ask("PUT", leases + "/l0", body)
                let duration = clock.now - start
                // The client's own reading does not count.
                version = answer.resourceVersion
                return duration
            })
    }
}
