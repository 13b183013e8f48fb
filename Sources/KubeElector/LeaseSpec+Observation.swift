import KubeAPI
import KubeJSON
import KubeTime

extension LeaseSpec {
    /// Whether an observer takes both for the same: what is absent reads as empty, and times count
    /// in whole seconds.
    func looksLike(_ other: LeaseSpec) -> Bool {
        let texts = [\LeaseSpec.holderIdentity, \.strategy, \.preferredHolder]
        let numbers = [\LeaseSpec.leaseDurationSeconds, \.leaseTransitions]
        let times = [\LeaseSpec.acquireTime, \.renewTime]
        return texts.allSatisfy {
            (self[keyPath: $0] ?? "").hasSameBytes(as: other[keyPath: $0] ?? "")
        }
            && numbers.allSatisfy { (self[keyPath: $0] ?? 0) == (other[keyPath: $0] ?? 0) }
            && times.allSatisfy {
                (self[keyPath: $0] ?? TimeFormat.zeroInstant).seconds
                    == (other[keyPath: $0] ?? TimeFormat.zeroInstant).seconds
            }
    }
}
