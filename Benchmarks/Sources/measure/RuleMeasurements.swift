/// What tests do to a server beside its clock: rules, expectations, snapshots and forks.
enum RuleMeasurements {
    private static let rulesCount = 1000
    private static let expectationsCount = 1000

    static func run(_ path: String) throws {
        beginTable("Rules, expectations and state")
        try compareRules(path)
        try compareExpectations(path)
        try measureState(path)
    }

    /// With rules of which none can concern what is asked for.
    private static func compareRules(_ path: String) throws {
        let ruled = try server(path, leases: 8)
        let rule = #"{"match":{"verb":"delete","resource":"leasecandidates"},"do":{"reset":true}}"#
        let rules = Array(repeating: rule, count: rulesCount).joined(separator: ",")
        ruled.connect().ask("POST", "/fake/faults", "[\(rules)]")
        let plain = try server(path, leases: 8)
        let lease = MeasuredResource.lease.path + "/o"
        let gets = try Turns {
            try LoadGenerator.own.get("\(lease)0", from: ruled)
        } others: {
            try LoadGenerator.own.get("\(lease)0", from: plain)
        }
        report(
            "GET beside 1,000 rules for something else", shares(gets), meant: "at least 70 %")
        let renewals = try Turns {
            try LoadGenerator.own.renew(lease, on: ruled)
        } others: {
            try LoadGenerator.own.renew(lease, on: plain)
        }
        report("renewal beside them", shares(renewals))
    }

    /// While tests wait for leases that nobody writes.
    private static func compareExpectations(_ path: String) throws {
        let expecting = try server(path, leases: 8)
        let waiting = (0..<expectationsCount).map { index in
            let connection = expecting.connect()
            connection.begin(
                "POST", "/fake/expect",
                #"{"that":{"lease":"default/nobody\#(index)"},"within":"1h"}"#)
            return connection
        }
        // Whoever is answered after them knows that they wait.
        expecting.connect().ask("GET", "/fake/held")
        let plain = try server(path, leases: 8)
        let lease = MeasuredResource.lease.path + "/o"
        let turns = try Turns {
            try LoadGenerator.preferred.renew(lease, on: expecting)
        } others: {
            try LoadGenerator.preferred.renew(lease, on: plain)
        }
        report(
            "renewal beside 1,000 expectations of other leases", shares(turns), meant: "the same")
        withExtendedLifetime(waiting) {}
    }

    private static func shares(_ turns: Turns) -> String {
        "\((turns.ratio * 100).text()) % of that without (\(turns.others.median.text())/s)"
    }

    private static func measureState(_ path: String) throws {
        let small = try server(path, leases: 1000)
        let reader = small.connect()
        let snapshots = time(51) { _ in reader.ask("GET", "/fake/snapshot") }
        report("snapshot of 1,000 leases", snapshots.median.milliseconds, meant: "at most 10 ms")
        let large = try server(path, leases: 10_000)
        let writer = large.connect()
        let forks = time(101) { index in
            writer.ask("POST", "/fake/clusters", #"{"name":"f\#(index)","from":"default"}"#)
        }
        report("fork of 10,000 leases", forks.median.milliseconds, meant: "at most 1 ms")
        small.stop()
        large.stop()
    }

    private static func server(_ path: String, leases: Int) throws -> MeasuredServer {
        let server = try MeasuredServer(path, MeasuredResource.flags)
        let connection = server.connect()
        for index in 0..<leases { MeasuredResource.lease.create(index, on: connection) }
        return server
    }
}
