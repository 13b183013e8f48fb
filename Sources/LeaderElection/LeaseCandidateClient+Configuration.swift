import KubeAPI
import KubeTime

extension LeaseCandidateClient {
    /// A version of the LeaseCandidate API.
    public enum APIVersion: String, Hashable, Sendable, CaseIterable {
        /// The version of Kubernetes 1.31, in which a candidate lists its strategies.
        case v1alpha1
        /// The version of Kubernetes 1.32 and later.
        case v1alpha2
        /// The version of Kubernetes 1.33 and later.
        case v1beta1
    }

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

        /// How a holder is to be picked among the candidates.
        public var strategy = ElectionStrategy.oldestEmulationVersion

        /// The version of the API to speak; ``CandidateVersionSearch`` finds what a server serves.
        public var apiVersion = APIVersion.v1beta1

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
