import KubeAPI

/// A candidate with its versions read, so that comparing candidates does not parse.
struct Contender {
    let candidate: LeaseCandidate
    /// 0.0.0 when the text is no version.
    let emulationVersion: SemanticVersion
    /// 0.0.0 when the text is no version.
    let binaryVersion: SemanticVersion
    /// Whether both texts are versions; only then can `OldestEmulationVersion` elect it.
    let hasVersions: Bool

    /// The candidate with its versions read.
    init(_ candidate: LeaseCandidate) {
        self.candidate = candidate
        let emulation = SemanticVersion(tolerant: candidate.emulationVersion)
        let binary = SemanticVersion(tolerant: candidate.binaryVersion)
        emulationVersion = emulation ?? .zero
        binaryVersion = binary ?? .zero
        hasVersions = emulation != nil && binary != nil
    }

    /// The candidate's name, by which the lease will know its holder.
    var name: String {
        candidate.name
    }

    /// Where the candidate is stored.
    var key: NamespacedName {
        candidate.key
    }

    /// The lease that the candidate wants.
    var leaseKey: NamespacedName {
        candidate.leaseKey
    }
}
