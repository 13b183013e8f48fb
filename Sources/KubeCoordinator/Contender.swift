import KubeAPI
import KubeJSON
import KubeTime

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

    /// When the candidate was created; kept in whole seconds, as metadata does.
    var createdSecond: Int64 {
        candidate.creationTimestamp?.seconds ?? .min
    }

    /// Whether the candidate last renewed before `instant`, if ever.
    func isRenewed(before instant: Timestamp) -> Bool {
        candidate.renewTime.map { $0 < instant } ?? true
    }
}

extension [Contender] {
    /// Where `name` stands, or else belongs, among contenders in the order of their names.
    func position(of name: String) -> (index: Int, isOccupied: Bool) {
        let index = partitioningIndex { !$0.name.precedesBytewise(name) }
        return (index, index < count && self[index].name.hasSameBytes(as: name))
    }
}
