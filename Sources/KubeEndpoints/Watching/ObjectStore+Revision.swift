import KubeStore
import KubeTime

extension ObjectStore {
    /// Whether somebody who waited for `revision` until `deadline`, and looks at `now`, got it.
    ///
    /// Many instants may have passed since the last look.
    func hasReached(_ revision: UInt64, before deadline: Timestamp, seenAt now: Timestamp) -> Bool {
        guard revision <= self.revision else { return false }
        guard now >= deadline, let reached = time(of: revision) else { return true }
        return reached < deadline
    }
}
