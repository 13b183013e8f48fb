import KubeTime

extension Scenario {
    /// An end of the whole server, after which it comes back.
    struct Restart: Sendable {
        let ending: Ending
        /// How long the server is away.
        let downtime: Duration
    }

    /// How a server ends.
    enum Ending: CaseIterable, Sendable {
        /// It is told to: its coordinator gives its lease back.
        case stop
        /// At once, between two requests.
        case kill
        /// With the next thing that it does, before that is committed.
        case killBeforeCommit
    }

    /// Bytes of history for all that happens in a simulation.
    private static let wholeHistory = 4 << 20

    /// Whether the server has all its history after a restart.
    var keepsHistory: Bool { journalBytes ?? Self.wholeHistory >= Self.wholeHistory }

    /// Lets the server end now and then, in every other simulation.
    ///
    /// The last end comes early enough for the server to be back when things cease to go wrong.
    mutating func addRestarts(_ random: inout Random) {
        let count = [0, 0, 0, 1, 2, 3].randomElement(using: &random) ?? 0
        guard count > 0 else { return }
        journalBytes =
            [Self.wholeHistory, Self.wholeHistory, 10_000, 0].randomElement(using: &random)
        faults += (0..<count).map { _ in
            let restart = Restart(
                ending: Ending.allCases.randomElement(using: &random) ?? .kill,
                downtime: .milliseconds(Int.random(in: 0...4000, using: &random)))
            let at = Int.random(in: 0...16_000, using: &random)
            return (.milliseconds(at), .restartServer(restart))
        }
    }
}
