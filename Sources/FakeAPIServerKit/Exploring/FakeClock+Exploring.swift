import KubeCluster
import KubeTime

/// The clock of a fork in which clients are put in order.
extension FakeClock {
    /// Whether `count` sleep by the clock, which only a test moves, and nobody has work but those whose
    /// requests are held, `heldCount` of them.
    func hasOnlySleepers(_ count: Int, heldCount: Int) async throws(FakeAPIServerError) -> Bool {
        guard let local, local.place.face.view.workCount <= heldCount else { return false }
        return try await local.sleeperCount() >= count
    }

    /// Goes to when something is next due, and wakes whoever sleeps until then.
    func goToNextDue() async throws(FakeAPIServerError) {
        guard let due = try await nextDue else { return }
        try await goAtOnce(to: due)
    }
}
