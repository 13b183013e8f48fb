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

    init(_ candidate: LeaseCandidate) {
        self.candidate = candidate
        let emulation = SemanticVersion(tolerant: candidate.emulationVersion)
        let binary = SemanticVersion(tolerant: candidate.binaryVersion)
        emulationVersion = emulation ?? .zero
        binaryVersion = binary ?? .zero
        hasVersions = emulation != nil && binary != nil
    }

    var name: String { candidate.name }
    var key: NamespacedName {
        NamespacedName(namespace: candidate.namespace, name: candidate.name)
    }
    var leaseKey: NamespacedName {
        NamespacedName(namespace: candidate.namespace, name: candidate.leaseName)
    }
}
