import KubeCluster
import KubeFoundation
import KubeSockets

/// The end of all that those do who live by a cluster's clock.
struct Quiet {
    private let place: ClockPlace
    private let mailbox: LoopMailbox

    /// How often in a row nothing must have changed; each time other tasks have had a chance to run.
    private static let stillRounds = 8

    /// How long somebody who was woken may stay silent before he is not waited for any more, and how long
    /// a client takes to read what its watch was told.
    private static let patience = Duration.milliseconds(50)

    /// How long tasks have to begin that were started before the clock is first advanced, as long as other
    /// threads of the process run.
    private static let patienceAtFirst = Duration.milliseconds(20)

    /// How soon there is another look at threads that run.
    private static let pauseBetweenLooks = Duration.milliseconds(5)

    /// How often in a row no other thread must run until all such tasks have begun.
    private static let idleLooks = 3

    /// The same for work that was announced.
    private static let patienceForWork = Duration.seconds(5)

    init(of place: ClockPlace, _ mailbox: LoopMailbox) {
        (self.place, self.mailbox) = (place, mailbox)
    }

    /// Returns once it is quiet, or at once when the task is cancelled.
    func wait() async {
        let before = place.face.view
        let deliveries = before.activity.deliveryCount
        await look { [place] in $0.beginShowing(place) }
        var view = place.face.view
        // Nobody has looked at this clock before.
        if before.changeCount == 0 { await letOthersBegin(view) }
        var (rounds, since) = (0, ContinuousClock.now)
        while !Task.isCancelled {
            let patience = patience(with: view, after: deliveries)
            if patience > .zero, .now - since < patience {
                await place.face.change(since: view)
            } else if patience == Self.patienceForWork, view.awaitedWorkCount > 0 {
                place.face.giveUpWork()
            } else if rounds < Self.stillRounds {
                await Self.letOthersRun()
                rounds += 1
            } else {
                // Whatever has been said to the loop by now is seen.
                await look { [place] in $0.show(place.cluster, on: place.face) }
                if place.face.view == view { break }
            }
            let next = place.face.view
            if next != view { (view, rounds, since) = (next, 0, .now) }
        }
        await look { [place] handler in
            handler.endShowing(place)
            _ = handler.host.withCluster(place.cluster) { $0.forgetWoken() }
        }
    }

    /// Lets tasks begin of which there is nothing to be seen yet: one that could run has a thread that does.
    private func letOthersBegin(_ view: ClockView) async {
        let start = ContinuousClock.now
        var looks = 0
        while place.face.view == view, looks < Self.idleLooks, !Task.isCancelled,
            .now - start < Self.patienceAtFirst
        {
            await Self.letOthersRun()
            looks = Self.othersRest ? looks + 1 : 0
            if looks == 0 { try? await Task.sleep(for: Self.pauseBetweenLooks) }
        }
    }

    /// How long it is to be waited for what is under way.
    private func patience(with view: ClockView, after deliveries: UInt64) -> Duration {
        let activity = view.activity
        if view.awaitedWorkCount > 0 || activity.movingCount > 0 {
            return Self.patienceForWork
        }
        return activity.wokenCount > 0 || activity.deliveryCount > deliveries
            ? Self.patience : .zero
    }

    /// Whether no other thread runs once those have had a moment that were woken to find nothing to do.
    private static var othersRest: Bool {
        for _ in 1...4 {
            if OtherThreads.areRunning == false { return true }
            sched_yield()
        }
        return false
    }

    /// Lets the tasks go on that could.
    private static func letOthersRun() async {
        for _ in 1...4 { await Task.yield() }
    }

    /// Has the loop do something about what it shows.
    private func look(_ body: @escaping @Sendable (HostHandler) -> Void) async {
        await withCheckedContinuation { continuation in
            let isAccepted = mailbox.post(to: HostHandler.self) { handler, _ in
                body(handler)
                continuation.resume()
            }
            if !isAccepted { continuation.resume() }
        }
    }
}
