import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime

/// The holders of leases that cannot renew them, by the will of a test.
///
/// A renewal is a write that leaves the holder and moves `renewTime` forward. It is refused with
/// the conflict that a lost race would give; every other write goes through.
struct FrozenHolders: Sendable {
    /// The frozen identities of each lease, by namespace and name.
    private var holders: [String: [String]] = [:]

    /// Whether nobody is frozen.
    var isEmpty: Bool { holders.isEmpty }

    /// The identities that cannot renew the lease `path`, in the order in which they were frozen.
    func holders(of path: String) -> [String] {
        holders[path] ?? []
    }

    /// How many identities of a lease can be frozen.
    private static let holdersMax = 100

    /// How many bytes of UTF-8 an identity that is frozen can have.
    private static let identityBytesMax = 1_024

    /// Refuses the renewals of the lease `path` by `holder`.
    ///
    /// Throws `400 BadRequest` when the identity is too long, or too many are frozen already.
    mutating func freeze(_ holder: String, of path: String) throws(StatusError) {
        guard !isFrozen(holder, path) else { return }
        guard holder.utf8.count <= Self.identityBytesMax else {
            throw .badRequest(
                "a \"holderIdentity\" of more than \(Self.identityBytesMax) bytes cannot be frozen")
        }
        guard self.holders(of: path).count < Self.holdersMax else {
            throw .badRequest(
                "\(Self.holdersMax) holders of the lease \(path) are frozen: thaw one first")
        }
        holders[path, default: []].append(holder)
    }

    /// Lets `holder` renew the lease `path` again.
    mutating func thaw(_ holder: String, of path: String) {
        holders[path]?.removeAll { $0.hasSameBytes(as: holder) }
        if holders[path]?.isEmpty == true { holders[path] = nil }
    }

    private func isFrozen(_ holder: String, _ path: String) -> Bool {
        holders[path]?.contains { $0.hasSameBytes(as: holder) } ?? false
    }
}

extension FrozenHolders: WriteGate {
    /// Refuses a renewal by a frozen holder.
    func verdict(on write: Write) -> WriteVerdict {
        guard write.key.resource == Resource.leases.name, let old = write.old, let new = write.new
        else { return .pass }
        let (oldSpec, newSpec) = (LeaseSpec(of: old), LeaseSpec(of: new))
        guard let holder = newSpec.holderIdentity,
            oldSpec.holderIdentity?.hasSameBytes(as: holder) == true,
            isFrozen(holder, write.key.path), let time = newSpec.renewTime,
            (oldSpec.renewTime ?? TimeFormat.zeroInstant) < time
        else { return .pass }
        return .refuse(.modified(write.reference))
    }
}
