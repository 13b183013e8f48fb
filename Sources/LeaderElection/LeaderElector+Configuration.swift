import KubeElector

extension LeaderElector {
    /// Who competes for which lease, and how patiently.
    public struct Configuration: Hashable, Sendable {
        /// Who competes; for a coordinated elector the name of its candidate.
        public var identity: String

        /// The namespace of the lease.
        public var namespace: String

        /// The name of the lease.
        public var leaseName: String

        /// Whether the server's coordinator picks the holder, instead of the fastest client.
        public var isCoordinated = false

        /// How long the others wait after the last change of the lease; 15 seconds by default.
        public var leaseDuration = Duration.seconds(15)

        /// How long a leader tries to renew before it gives up; 10 seconds by default.
        public var renewDeadline = Duration.seconds(10)

        /// The pause between attempts; 2 seconds by default.
        public var retryPeriod = Duration.seconds(2)

        /// Whether a leader that stops empties the lease, so that nobody has to wait for its end.
        public var releasesOnStop = false

        /// Labels that every write lays over those of the lease; none by default.
        public var labels: [String: String] = [:]

        /// The usual settings for the lease `namespace`/`leaseName`.
        public init(identity: String, namespace: String, leaseName: String) {
            self.identity = identity
            self.namespace = namespace
            self.leaseName = leaseName
        }
    }

    /// What is wrong with a configuration.
    public struct ConfigurationError: Error, Hashable, CustomStringConvertible {
        /// The complaint in client-go's words.
        public let description: String
    }
}

extension LeaderElector.Configuration {
    /// How long one request may take.
    public var requestTimeout: Duration { elector.requestTimeout }

    /// What the elector itself has to know.
    var elector: Elector.Configuration {
        Elector.Configuration(
            identity: identity, leaseDuration: leaseDuration, renewDeadline: renewDeadline,
            retryPeriod: retryPeriod, isCoordinated: isCoordinated, releasesOnStop: releasesOnStop)
    }

    /// Throws the first thing that is wrong.
    func validate() throws(LeaderElector.ConfigurationError) {
        let rules: [(Bool, String)] = [
            (leaseDuration > renewDeadline, "leaseDuration must be greater than renewDeadline"),
            (
                renewDeadline > retryPeriod * Elector.Configuration.jitterFactor,
                "renewDeadline must be greater than retryPeriod*JitterFactor"
            ),
            (leaseDuration > .zero, "leaseDuration must be greater than zero"),
            (renewDeadline > .zero, "renewDeadline must be greater than zero"),
            (retryPeriod > .zero, "retryPeriod must be greater than zero"),
            (!identity.isEmpty, "Lock identity is empty"),
        ]
        for (holds, complaint) in rules where !holds {
            throw LeaderElector.ConfigurationError(description: complaint)
        }
    }
}
