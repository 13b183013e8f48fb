extension Elector {
    /// Who competes, how patiently, and by which protocol.
    package struct Configuration: Hashable, Sendable {
        /// Who competes.
        package var identity: String
        /// How long the others wait after the last change of the lease.
        package var leaseDuration: Duration
        /// How long a leader tries to renew before it gives up.
        package var renewDeadline: Duration
        /// The pause between attempts.
        package var retryPeriod: Duration
        /// Whether a coordinator picks the holder, instead of the fastest elector.
        package var isCoordinated: Bool
        /// Whether a leader that stops empties the lease, so that nobody has to wait for its end.
        package var releasesOnStop: Bool

        package init(
            identity: String, leaseDuration: Duration, renewDeadline: Duration,
            retryPeriod: Duration, isCoordinated: Bool, releasesOnStop: Bool
        ) {
            self.identity = identity
            self.leaseDuration = leaseDuration
            self.renewDeadline = renewDeadline
            self.retryPeriod = retryPeriod
            self.isCoordinated = isCoordinated
            self.releasesOnStop = releasesOnStop
        }

        /// How much longer than `retryPeriod` the pause between attempts to acquire can be, at
        /// most, as a multiple of it.
        package static let jitterFactor = 1.2

        /// How long one request may take.
        package var requestTimeout: Duration {
            max(.seconds(1), renewDeadline / 2)
        }

        /// `leaseDuration` as the lease says it.
        var leaseDurationSeconds: Int32 {
            Int32(clamping: leaseDuration.components.seconds)
        }
    }
}
