import KubeAPI

extension LeaseCandidacy {
    /// What a component says of itself as a candidate.
    public struct Configuration: Hashable, Sendable {
        /// The candidate's namespace, which is also that of the lease.
        public var namespace: String

        /// The candidate's name: the identity of the elector beside it.
        public var name: String

        /// The lease that the component wants to hold.
        public var leaseName: String

        /// The version of the component's binary, such as `1.36.0`.
        public var binaryVersion: String

        /// The version the component behaves as; not above the binary's.
        public var emulationVersion: String

        /// How a holder is to be picked among the candidates; `OldestEmulationVersion` by default.
        public var strategy = ElectionStrategy.oldestEmulationVersion

        /// The version of the API to speak; nil, the default, for the best that the server serves.
        public var version: LeaseCandidateVersion?

        /// How long a watch may be silent before the candidate is read beside it, since a connection
        /// can be dead without a sign; 15 seconds by default.
        public var silenceTolerance = Duration.seconds(15)

        /// A candidate `namespace`/`name` for the lease `leaseName`.
        public init(
            namespace: String, name: String, leaseName: String, binaryVersion: String,
            emulationVersion: String
        ) {
            self.namespace = namespace
            self.name = name
            self.leaseName = leaseName
            self.binaryVersion = binaryVersion
            self.emulationVersion = emulationVersion
        }
    }
}

extension LeaseCandidacy.Configuration: CustomStringConvertible {
    /// Such as `candidate kube-system/me for the lease widget, 1.36.0 as 1.35.0`.
    public var description: String {
        "candidate \(namespace)/\(name) for the lease \(leaseName), "
            + "\(binaryVersion) as \(emulationVersion)"
    }
}
