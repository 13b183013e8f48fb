import KubeTime

/// What happens in one simulation, drawn from its seed.
struct Scenario: Sendable {
    /// Which protocols the components speak.
    enum Mode: Sendable {
        case coordinated
        case plain
        case mixed
    }

    /// One component.
    struct Member: Sendable {
        let name: String
        let isCoordinated: Bool
        let binaryVersion: String
        let emulationVersion: String
        let releases: Bool
        /// How far its clock is ahead of the server's.
        let skew: Duration
    }

    /// Something that goes wrong at a time.
    enum Fault: Sendable {
        case crash(Int)
        case stop(Int)
        case cutWatches
        case restartCoordinator(releases: Bool)
        case restartServer(Restart)
    }

    let mode: Mode
    let members: [Member]
    let leaseDuration: Duration
    let renewDeadline: Duration
    let retryPeriod: Duration
    /// When each member first starts, and what goes wrong; both since the beginning.
    let starts: [Duration]
    var faults: [(at: Duration, fault: Fault)]
    /// How much history the server's journal keeps; nil for a server without one, which never ends.
    var journalBytes: Int?
    /// Probabilities of a lost request, a lost answer and a request that arrives twice.
    let loss: (request: Double, answer: Double, duplicate: Double)
    /// The longest that a message takes in one direction.
    let delayMax: Duration

    /// How long things go wrong; afterwards the network is fast and loses nothing.
    static let faultyPeriod = Duration.seconds(20)

    init(_ random: inout Random) {
        let modes = [Mode.coordinated, .coordinated, .plain, .mixed]
        let mode = modes.randomElement(using: &random) ?? .coordinated
        let timing = [(15, 10, 2), (8, 4, 1), (8, 4, 1), (6, 3, 1)].randomElement(using: &random)
        (leaseDuration, renewDeadline, retryPeriod) =
            timing.map { (.seconds($0), .seconds($1), .seconds($2)) }
            ?? (.seconds(15), .seconds(10), .seconds(2))
        let count = Int.random(in: 1...4, using: &random)
        let members = (0..<count).map { Self.member($0, mode, &random) }
        self.members = members
        // A mixture may happen to be none.
        self.mode =
            members.allSatisfy(\.isCoordinated)
            ? .coordinated : members.contains(where: \.isCoordinated) ? .mixed : .plain
        starts = (0..<count).map { _ in .milliseconds(Int.random(in: 0...6000, using: &random)) }
        let isGentle = Int.random(in: 0..<4, using: &random) == 0
        loss =
            isGentle
            ? (0, 0, 0)
            : (
                Double.random(in: 0..<0.15, using: &random),
                Double.random(in: 0..<0.15, using: &random),
                Double.random(in: 0..<0.1, using: &random)
            )
        delayMax = .milliseconds([5, 100, 800, 2500].randomElement(using: &random) ?? 5)
        faults = (0..<Int.random(in: 0...5, using: &random)).map { _ in
            let at = Int.random(in: 0...19_000, using: &random)
            return (.milliseconds(at), Self.fault(count, &random))
        }
    }

    private static func member(_ index: Int, _ mode: Mode, _ random: inout Random) -> Member {
        let binary = Int.random(in: 34...36, using: &random)
        let emulation = max(33, binary - Int.random(in: 0...1, using: &random))
        let skew =
            Int.random(in: 0..<2, using: &random) == 0
            ? 0 : Int.random(in: -1500...1500, using: &random)
        let isCoordinated = mode == .coordinated || mode == .mixed && Bool.random(using: &random)
        return Member(
            name: "c\(index)", isCoordinated: isCoordinated,
            binaryVersion: "1.\(binary).0", emulationVersion: "1.\(emulation).0",
            releases: Bool.random(using: &random), skew: .milliseconds(skew))
    }

    private static func fault(_ count: Int, _ random: inout Random) -> Fault {
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1: .crash(Int.random(in: 0..<count, using: &random))
        case 2: .stop(Int.random(in: 0..<count, using: &random))
        case 3, 4: .cutWatches
        default: .restartCoordinator(releases: Bool.random(using: &random))
        }
    }

    /// How long after the faulty period the rightful leader may take to lead, at most.
    ///
    /// For plain electors: all of them have seen the last change of the lease after the longest
    /// pause between tries, wait for its duration, and one takes it at its next try.
    ///
    /// For coordinated ones: pauses that failures have grown end within twice the faulty period and
    /// a little (each is at most twice the sum of those before); meanwhile a new coordinator has its
    /// lease (15 s and a try). Then two votes, each of a poll (5 s), a ping to dead candidates that
    /// never answer (5 s) and another round for clocks that are behind (2 × 5 s): the first marks
    /// the lease, whereupon the holder steps down after retryPeriod + renewDeadline and the lease
    /// ends after at most leaseDuration; the second elects. The electee leads after its next try.
    /// A server that loses its history can hide a ping from a client that has only listed since: it
    /// sees its candidate for the first time and, as client-go, answers only at the next renewal.
    var convergenceBound: Duration {
        let pause = retryPeriod * 2.2 + .seconds(1)
        let plain = pause + leaseDuration + pause
        let vote = Duration.seconds(20)
        let coordinated =
            Self.faultyPeriod * 2 + .seconds(2) + vote + retryPeriod + renewDeadline
            + leaseDuration + vote + pause + (keepsHistory ? .zero : Self.renewalInterval)
        return switch mode {
        case .plain: plain + restartPause
        case .coordinated: coordinated + restartPause
        case .mixed: plain + coordinated + restartPause
        }
    }

    /// How often a candidate is renewed that nobody pings.
    private static let renewalInterval = Duration.seconds(300)

    /// How long a component that stopped is away before it starts again.
    var restartPause: Duration { .seconds(2) }

    /// The scenario in a line.
    var summary: String {
        let names = members.map { member in
            "\(member.name)(\(member.isCoordinated ? "coordinated" : "plain") "
                + "\(member.emulationVersion)/\(member.binaryVersion)"
                + "\(member.releases ? " releases" : "") skew \(member.skew))"
        }
        let journal = journalBytes.map { "journal of \($0) bytes" } ?? "no journal"
        return "\(mode) \(leaseDuration)/\(renewDeadline)/\(retryPeriod) delay ≤ \(delayMax) "
            + "loss \(loss), \(journal): "
            + names.joined(separator: ", ")
    }
}
