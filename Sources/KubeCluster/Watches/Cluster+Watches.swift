package import KubeAPI
package import KubeEndpoints
import KubeHTTP1
import KubeRegistry
import KubeStore
import KubeTime
import Logging

/// Watches that are open, and what goes wrong with them.
extension Cluster {
    /// The watches that are open, in the order in which they began.
    package var openWatches: [OpenWatch] { api.watchBooks.openWatches(of: registry.store) }

    /// What was asked for by the one who has begun `watch`; nil when that was not noted.
    func request(of watch: OpenWatch) -> NotedRequest? {
        watch.request?.unpacked(registry.catalog)
    }

    /// Ends the connections of all open watches, or of the one with this number.
    ///
    /// They end without the end that a server gives a watch. Returns how many those are; throws 404 when
    /// there is none of this number.
    @discardableResult
    package mutating func cutWatches(_ number: UInt64? = nil) throws(StatusError) -> Int {
        let watches = openWatches.filter { number == nil || $0.id.number == number }
        if let number, watches.isEmpty {
            throw StatusError(
                code: 404, reason: "NotFound",
                message: "no watch \(number) is open; GET /fake/watches lists those that are")
        }
        for watch in watches {
            arm(watch.id, ArmedWatch(rule: nil, fault: WatchFault(after: 0, .drop(.close))))
        }
        if tells { tell("Cut watches", ["count": .stringConvertible(watches.count)]) }
        return watches.count
    }

    /// Has something go wrong with a watch, which is asked once more.
    mutating func arm(_ watch: WatchID, _ armed: ArmedWatch) {
        watchFaults[watch] = armed
        wake(watch)
    }

    private mutating func wake(_ watch: WatchID) {
        api.wake(watch)
        signalCount += 1
        isStirred = true
    }

    /// Asks the rules after the one numbered `rule` about an open watch.
    mutating func takeWatch(
        _ watch: WatchID, _ request: NotedRequest, after rule: UInt64 = 0, at now: Timestamp
    ) {
        guard watchFaults[watch] == nil, faults.acts(at: .watching) else { return }
        var course = FaultCourse()
        if rule > 0 { course.ask(rule, at: .watching) }
        var subject = RequestSubject(ResolvedRequest(request), nil)
        guard let step = nextStep(at: .watching, of: &subject, &course, at: now) else { return }
        guard let fault = fault(step.action, for: &subject) else { return }
        if tells { tellAct(step, on: watch, subject.request.client, at: now) }
        arm(watch, ArmedWatch(rule: step.entry.name, fault: fault))
    }

    /// What `action` does to the watch that `subject` asks for.
    private func fault(_ action: FaultAction, for subject: inout RequestSubject) -> WatchFault? {
        let revision = registry.store.revision
        switch action {
        case .watch(let action):
            let ending: WatchFault.Ending? =
                switch action.then {
                case .stall: .stall
                case .cut: .cut
                case .end: .end
                case .expired: .expired
                case .close: .drop(.close)
                case .reset: .drop(.reset)
                case .swap: .swap
                case .error(let error): .error(error.status(for: &subject, at: revision))
                case nil: nil
                }
            return WatchFault(after: action.after, ending, dropsBookmarks: action.dropsBookmarks)
        case .error(let error):
            return WatchFault(after: 0, .document(error.status(for: &subject, at: revision)))
        case .status(let status): return WatchFault(after: 0, .document(status.error))
        default: return nil
        }
    }

    /// What rules called `names` do to open watches is over.
    mutating func disarmWatches(of names: [String]) {
        guard !watchFaults.isEmpty else { return }
        let names = Set(names)
        for (watch, armed) in watchFaults {
            guard let rule = armed.rule, names.contains(rule) else { continue }
            watchFaults[watch] = nil
            wake(watch)
        }
    }

    /// Whether anything can go wrong with watches.
    var troublesWatches: Bool { !watchFaults.isEmpty || !partitions.isEmpty }

    /// Appends what a watch has to say with which something may go wrong.
    mutating func produceInTrouble(
        _ stream: inout WatchStream, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress {
        guard let id = stream.id else { return .finished }
        if let client = api.watchBooks.client(of: id), partitions.blocksAnswers(to: client) {
            return .idle
        }
        if watchFaults[id] == nil, let event = stream.fault?.heldBack { output += event }
        stream.fault = watchFaults[id]?.fault
        let progress = api.produce(&stream, from: registry.store, into: &output, at: now)
        if let fault = stream.fault { watchFaults[id]?.fault = fault }
        if progress.isLast { watchFaults[id] = nil }
        return progress
    }
}
