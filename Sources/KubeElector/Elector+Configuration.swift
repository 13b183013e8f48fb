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
        /// Whether the elector is more careful than client-go's, as ``Elector`` tells.
        package var isCareful: Bool

        package init(
            identity: String, leaseDuration: Duration, renewDeadline: Duration,
            retryPeriod: Duration, isCoordinated: Bool, releasesOnStop: Bool, isCareful: Bool
        ) {
            self.identity = identity
            self.leaseDuration = leaseDuration
            self.renewDeadline = renewDeadline
            self.retryPeriod = retryPeriod
            self.isCoordinated = isCoordinated
            self.releasesOnStop = releasesOnStop
            self.isCareful = isCareful
        }

        /// How much longer than `retryPeriod` the pause between attempts to acquire can be, at
        /// most, as a multiple of it.
        package static let jitterFactor = 1.2

        /// How long one request to read may take.
        package var requestTimeout: Duration {
            max(.seconds(1), renewDeadline / 2)
        }

        /// How long one request to write may take, but for a careful leader's, which waits for it as
        /// long as it leads.
        var writeTimeout: Duration { isCareful ? renewDeadline : requestTimeout }

        /// `leaseDuration` as the lease says it.
        var leaseDurationSeconds: Int32 {
            Int32(clamping: leaseDuration.components.seconds)
        }

        /// How long a careful leader leads after the last renewal that was answered.
        ///
        /// The rest of the lease is for its work to end. It is long enough for a write that takes most of
        /// `renewDeadline`; with client-go's usual settings the leader gives up before.
        package var tenure: Duration { .seconds(Int64(leaseDurationSeconds)) * 7 / 8 }

        /// How soon after a renewal a leader begins the next one, at the latest.
        var renewalPause: Duration { isCareful ? min(retryPeriod, tenure / 2) : retryPeriod }
    }
}
