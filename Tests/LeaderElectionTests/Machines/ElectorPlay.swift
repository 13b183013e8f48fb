import KubeElector
import KubeTestSupport
import KubeTime
import LeaderElection
import Testing

/// One elector, `me`, before a server that answers at once.
struct ElectorPlay {
    var server = ObjectServer()
    var elector: ElectorMachine
    private(set) var notifications: [Elector.Notification] = []
    private(set) var now = start

    init(coordinated: Bool = false, releases: Bool = false, leaseDuration: Int = 10) throws {
        var configuration = LeaderElector.Configuration(
            identity: "me", namespace: "ns", leaseName: "lease")
        configuration.isCoordinated = coordinated
        configuration.releasesOnStop = releases
        configuration.leaseDuration = .seconds(leaseDuration)
        configuration.renewDeadline = .seconds(leaseDuration - 3)
        elector = try ElectorMachine(configuration, seed: 1)
    }

    /// Lets the elector make its next try.
    mutating func tryOnce() {
        now = max(now, elector.nextDue ?? now)
        perform(elector.advance(to: now))
    }

    /// Lets the elector make every try that is due until `seconds` after the start.
    mutating func run(to seconds: Double) {
        let end = start + .seconds(seconds)
        untilDone {
            guard let due = elector.nextDue, due <= end else { return true }
            tryOnce()
            return false
        }
        now = end
    }

    mutating func stop() { perform(elector.stop(at: now)) }

    /// What comes of a call at this server.
    mutating func answer(_ call: LeaseCall) -> LeaseAnswer {
        LeaseAnswer(server.answer(call.request(forLease: "lease", in: "ns")))
    }

    /// Does what the elector wants done.
    mutating func perform(_ outputs: [ElectorMachine.Output]) {
        for output in outputs {
            switch output {
            case .notify(let notification): notifications.append(notification)
            case .call(let call):
                let answer = answer(call)
                perform(elector.receive(answer, for: call.id, at: now))
            }
        }
    }
}

extension [ElectorMachine.Output] {
    /// The call among what is wanted.
    var call: LeaseCall? {
        for case .call(let call) in self { return call }
        return nil
    }

    /// The news among what is wanted.
    var notifications: [Elector.Notification] {
        compactMap { if case .notify(let notification) = $0 { notification } else { nil } }
    }
}

extension LeaseAnswer {
    /// No answer came.
    static let none = LeaseAnswer.error(LeaseClientError(.noAnswer, "lost"))

    /// There is no lease.
    static let missing = LeaseAnswer.error(LeaseClientError(.notFound, "missing"))
}
