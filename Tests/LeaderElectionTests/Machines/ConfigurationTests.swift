import KubeJSON
import KubeTime
import LeaderElection
import Testing

@Suite struct `Configuring an elector` {
    static let complaints:
        [(lease: Duration, deadline: Duration, retry: Duration, identity: String, String)] = [
            (
                .seconds(10), .seconds(10), .seconds(2), "me",
                "leaseDuration must be greater than renewDeadline"
            ),
            (
                .seconds(10), .seconds(6), .seconds(5), "me",
                "renewDeadline must be greater than retryPeriod*JitterFactor"
            ),
            (
                .seconds(-1), .seconds(-2), .seconds(-3), "me",
                "leaseDuration must be greater than zero"
            ),
            (
                .seconds(1), .seconds(0), .seconds(-1), "me",
                "renewDeadline must be greater than zero"
            ),
            (.seconds(2), .seconds(1), .seconds(0), "me", "retryPeriod must be greater than zero"),
            (.seconds(15), .seconds(10), .seconds(2), "", "Lock identity is empty"),
        ]

    @Test(arguments: complaints)
    func `with senseless settings is refused in client-go's words`(
        lease: Duration, deadline: Duration, retry: Duration, identity: String, complaint: String
    ) {
        var configuration = LeaderElector.Configuration(
            identity: identity, namespace: "ns", leaseName: "lease")
        configuration.leaseDuration = lease
        configuration.renewDeadline = deadline
        configuration.retryPeriod = retry

        let error = #expect(throws: LeaderElector.ConfigurationError.self) {
            try ElectorMachine(configuration, seed: 1)
        }

        #expect(error?.description == complaint)
    }
}

@Suite struct `An elector's health` {
    @Test(arguments: [
        ("me", 3600.0, false), ("you", 3600, true), ("me", 0, true), ("me", 61, true),
        ("me", 80, true), ("me", 81, false),
    ])
    func `fails when a holder has not renewed for long`(
        holder: String, age: Double, isHealthy: Bool
    ) throws {
        var play = try ElectorPlay(coordinated: true, leaseDuration: 60)
        play.server.store([("holderIdentity", .string(holder)), ("leaseDurationSeconds", 60)])
        play.tryOnce()

        let problem = play.elector.healthProblem(
            at: start + .seconds(age), tolerance: .seconds(20))

        #expect(
            problem == (isHealthy ? nil : "failed election to renew leadership on lease lease"))
    }
}
