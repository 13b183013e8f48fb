#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// A server serves no lease candidates.
public struct CandidatesNotServedError: Error, Hashable, CustomStringConvertible, LocalizedError {
    /// What to do about it.
    public var description: String {
        """
        the server serves no version of LeaseCandidate. Start it with \
        --feature-gates=CoordinatedLeaderElection=true and with \
        --runtime-config=coordination.k8s.io/v1beta1=true (v1alpha2 for Kubernetes 1.32, \
        v1alpha1 for 1.31)
        """
    }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}
