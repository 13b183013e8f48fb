import KubeTestSupport
import KubeTime
import LeaderElection
import Testing

/// One elector, `me`, before a server that answers at once.
struct ElectorPlay {
    var server = ObjectServer()
    var elector: LeaderElector
    private(set) var notifications: [LeaderElector.Notification] = []
    private(set) var now = start

    init(coordinated: Bool = false, releases: Bool = false, leaseDuration: Int = 10) throws {
        var configuration = LeaderElector.Configuration(
            identity: "me", namespace: "ns", leaseName: "lease")
        configuration.isCoordinated = coordinated
        configuration.releasesOnStop = releases
        configuration.leaseDuration = .seconds(leaseDuration)
        configuration.renewDeadline = .seconds(leaseDuration - 3)
        elector = try LeaderElector(configuration, seed: 1)
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

    /// Does what the elector wants done.
    mutating func perform(_ actions: [LeaderElector.Action]) {
        for action in actions {
            switch action {
            case .notify(let notification): notifications.append(notification)
            case .send(let request):
                let event = server.answer(request)
                perform(elector.receive(event, for: request.id, at: now))
            }
        }
    }
}
