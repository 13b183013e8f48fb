import KubeElector

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension LeaderElector {
    /// Who competes for which lease, and how patiently.
    public struct Configuration: Hashable, Sendable {
        /// Who competes; for a coordinated elector the name of its candidate.
        ///
        /// No two components may have the same one at a time: a name that holds the lease renews it.
        public var identity: String

        /// The namespace of the lease.
        public var namespace: String

        /// The name of the lease.
        public var leaseName: String

        /// Whether the server's coordinator picks the holder, instead of the fastest client; not by
        /// default.
        ///
        /// Such an elector needs a ``LeaseCandidacy`` beside it.
        public var isCoordinated = false

        /// How long the others wait after the last change of the lease; 15 seconds by default.
        ///
        /// The lease says it in whole seconds: a fraction is cut off.
        public var leaseDuration = Duration.seconds(15)

        /// How long a leader tries to renew before it gives up; 10 seconds by default.
        public var renewDeadline = Duration.seconds(10)

        /// The pause between attempts; 2 seconds by default.
        public var retryPeriod = Duration.seconds(2)

        /// Whether an elector that stops of its own will empties the lease, so that nobody has to wait
        /// for its end; it does by default, as client-go does with `ReleaseOnCancel`.
        public var releasesOnStop = true

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
    public struct ConfigurationError: Error, Hashable, CustomStringConvertible, LocalizedError {
        /// The complaint in client-go's words.
        public let description: String

        /// The same as ``description``.
        public var errorDescription: String? { description }
    }
}

extension LeaderElector.Configuration: CustomStringConvertible {
    /// Such as `me for the lease kube-system/widget, 15.0 seconds/10.0 seconds/2.0 seconds`.
    public var description: String {
        "\(identity) for the lease \(namespace)/\(leaseName), "
            + "\(leaseDuration)/\(renewDeadline)/\(retryPeriod)"
            + (isCoordinated ? ", coordinated" : "")
    }
}

extension LeaderElector.Configuration {
    /// How long a leader leads after the last renewal that was answered was sent: seven eighths of
    /// ``leaseDuration``, so that its work has an eighth to end before anybody else may begin.
    public var tenure: Duration { elector.tenure }

    /// What the elector itself has to know.
    var elector: Elector.Configuration {
        Elector.Configuration(
            identity: identity, leaseDuration: leaseDuration, renewDeadline: renewDeadline,
            retryPeriod: retryPeriod, isCoordinated: isCoordinated,
            releasesOnStop: releasesOnStop, isCareful: true)
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
            (leaseDuration >= .seconds(1), "leaseDuration must be at least one second"),
        ]
        for (holds, complaint) in rules where !holds {
            throw LeaderElector.ConfigurationError(description: complaint)
        }
    }
}
