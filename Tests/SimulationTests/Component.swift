import KubeAPI
import KubeElector
import KubeJSON
import KubeTime
import LeaderElection

/// A component in the simulation: an elector, a candidate if it is coordinated, and a clock.
struct Component {
    /// Which of the machines in a component a request belongs to.
    enum Machine: Hashable {
        case candidate
        case elector
    }

    let member: Scenario.Member
    /// How often the component has been started; answers to a former life are not delivered.
    private(set) var life = 0
    private(set) var candidate: SimulatedCandidate?
    private(set) var elector: SimulatedElector?
    /// Until when the lease that the elector last wrote lasts, in real time.
    private(set) var validUntil: Timestamp?
    /// When the elector last succeeded, in real time.
    private(set) var lastSuccess: Timestamp?
    private var lastWrite: Timestamp?

    init(_ member: Scenario.Member) {
        self.member = member
    }

    var isRunning: Bool { elector != nil }
    var isLeading: Bool { elector?.machine.isLeading ?? false }

    /// When a machine next has something to do, in real time.
    var nextDue: Timestamp? {
        [candidate?.machine.nextDue, elector?.machine.nextDue].compactMap(\.self).min().map {
            $0 - member.skew
        }
    }

    /// The component's clock when the server's says `now`.
    func clock(_ now: Timestamp) -> Timestamp { now + member.skew }

    mutating func start(_ scenario: Scenario, _ random: inout Random) throws {
        life += 1
        var configuration = LeaderElector.Configuration(
            identity: member.name, namespace: "kube-system", leaseName: "widget")
        configuration.isCoordinated = member.isCoordinated
        configuration.leaseDuration = scenario.leaseDuration
        configuration.renewDeadline = scenario.renewDeadline
        configuration.retryPeriod = scenario.retryPeriod
        configuration.releasesOnStop = member.releases
        elector = try SimulatedElector(configuration, seed: random.next())
        guard member.isCoordinated else { return }
        candidate = SimulatedCandidate(
            LeaseCandidacy.Configuration(
                namespace: "kube-system", name: member.name, leaseName: "widget",
                binaryVersion: member.binaryVersion, emulationVersion: member.emulationVersion),
            seed: random.next())
    }

    /// Ends the process, whatever it was doing.
    mutating func crash() {
        candidate = nil
        elector = nil
        validUntil = nil
    }

    mutating func advance(to now: Timestamp) -> [(Machine, ComponentAction)] {
        let clock = clock(now)
        let requests = candidate?.advance(to: clock) ?? []
        let actions = elector?.advance(to: clock) ?? []
        return requests.map { (.candidate, $0) } + note(actions, at: now)
    }

    mutating func stop(at now: Timestamp) -> [(Machine, ComponentAction)] {
        let clock = clock(now)
        return note(elector?.stop(at: clock) ?? [], at: now)
    }

    mutating func receive(
        _ event: ClientEvent, for id: UInt64, _ machine: Machine, at now: Timestamp
    ) -> [(Machine, ComponentAction)] {
        let clock = clock(now)
        return switch machine {
        case .candidate:
            (candidate?.receive(event, for: id, at: clock) ?? []).map { (.candidate, $0) }
        case .elector: note(elector?.receive(event, for: id, at: clock) ?? [], at: now)
        }
    }

    /// Keeps the books that the judgement of who holds the lease needs.
    private mutating func note(
        _ actions: [ComponentAction], at now: Timestamp
    ) -> [(Machine, ComponentAction)] {
        for action in actions {
            switch action {
            case .notify(.startedLeading), .notify(.renewed):
                lastSuccess = now
                validUntil = lastWrite
            case .notify(.stoppedLeading): validUntil = nil
            case .send(let request) where !request.body.isEmpty: noteWrite(request)
            case .notify, .send: break
            }
        }
        return actions.map { (.elector, $0) }
    }

    private mutating func noteWrite(_ request: ClientRequest) {
        guard let spec = (try? JSONParser.parse(request.body))?["spec"],
            let time = spec["renewTime"]?.string.flatMap(TimeFormat.microseconds.parse),
            let seconds = spec["leaseDurationSeconds"]?.integer
        else { return }
        // The server reads the component's clock off the lease: one that is behind makes it end
        // earlier, one that is ahead does not make it last longer for plain electors.
        lastWrite = time - max(member.skew, .zero) + .seconds(seconds)
    }
}

extension [Component] {
    /// Checks that at most one of them leads, and may rely on the lease, at `now`.
    func checkHolders(at now: Timestamp, mayBeWrong: Bool = true) throws(Violation) {
        let holders = filter { component in
            component.isLeading
                && (!mayBeWrong || component.validUntil.map { now < $0 } ?? false)
        }
        guard holders.count <= 1 else {
            let names = holders.map(\.member.name).joined(separator: " and ")
            throw Violation("\(names) hold the lease at the same time")
        }
    }
}
