import KubeCluster
import Synchronization

/// One run of clients under one order of their requests.
struct ExplorationRun {
    let plan: ExplorationPlan
    let cluster: FakeCluster
    /// No more requests are released than these.
    let releasesMax: Int

    private var steps: [OrderSearch.Step] = []
    private var releases: [Exploration.Release] = []
    /// Those that are held, and those of whom nothing is known yet.
    private var held: [HeldRequest] = []
    private var busy: Set<String>

    init(_ plan: ExplorationPlan, on cluster: FakeCluster, releasesMax: Int) {
        self.plan = plan
        self.cluster = cluster
        self.releasesMax = releasesMax
        busy = Set(plan.clients)
    }

    /// What came of it.
    struct Outcome {
        let steps: [OrderSearch.Step]
        let failure: Exploration.Failure?
    }

    /// Something that a client does.
    private enum Signal: Sendable {
        case held(HeldRequest)
        case finished(String, (any Error)?)
        /// No more can be held.
        case broken(FakeAPIServerError)
        /// Somebody may have gone to sleep meanwhile.
        case look
        /// It takes too long.
        case late
    }

    /// How soon there is another look at who sleeps.
    private static let pauseBetweenLooks = Duration.milliseconds(1)

    /// How long a run may take, so that a client that waits for something else is found out.
    private static let patience = Duration.seconds(60)

    /// Runs the clients, and lets one request go on after the other, as `search` says.
    mutating func run(_ search: inout OrderSearch) async throws -> Outcome {
        let hold = try await cluster.hold(plan.held, at: .received)
        let (signals, continuation) = AsyncStream<Signal>.makeStream()
        let tasks = startTasks(hold, continuation)
        defer { for task in tasks { task.cancel() } }
        var next = signals.makeAsyncIterator()
        while true {
            try await settle(&next, continuation)
            if !releases.isEmpty, let reason = try await failure(of: plan.invariant) {
                return outcome(reason)
            }
            if !held.isEmpty {
                guard releases.count < releasesMax else { return outcome(nil) }
                try await release(hold, &search)
            } else if !busy.isEmpty {
                try await cluster.clock.goToNextDue()
            } else {
                break
            }
        }
        return outcome(try await failure(of: plan.conclusion))
    }

    /// Waits until everybody sleeps who is neither held nor has finished.
    private mutating func settle(
        _ signals: inout AsyncStream<Signal>.Iterator,
        _ continuation: AsyncStream<Signal>.Continuation
    ) async throws {
        while !busy.isEmpty {
            if try await cluster.clock.hasOnlySleepers(busy.count, heldCount: held.count) { return }
            let look = Task {
                if (try? await Task.sleep(for: Self.pauseBetweenLooks)) != nil {
                    continuation.yield(.look)
                }
            }
            defer { look.cancel() }
            try take(await signals.next())
        }
    }

    /// The tasks of the clients, and one that looks out for what is held.
    private func startTasks(
        _ hold: HeldRequests, _ signals: AsyncStream<Signal>.Continuation
    ) -> [Task<Void, Never>] {
        let body = plan.body
        let clients = plan.clients.map { name in
            let client = ExploredClient(
                name: name, cluster: cluster, transport: cluster.transport(as: name))
            return Task {
                do {
                    try await body(client)
                    signals.yield(.finished(name, nil))
                } catch {
                    signals.yield(.finished(name, error))
                }
            }
        }
        let watcher = Task {
            do throws(FakeAPIServerError) {
                while true { signals.yield(.held(try await hold.next())) }
            } catch {
                signals.yield(.broken(error))
            }
        }
        let alarm = Task {
            // One that is cancelled is of no interest any more.
            if (try? await Task.sleep(for: Self.patience)) != nil { signals.yield(.late) }
        }
        return clients + [watcher, alarm]
    }

    private mutating func take(_ signal: Signal?) throws {
        switch signal {
        case .held(let request):
            busy.remove(request.client)
            held.append(request)
        case .finished(let client, let error):
            if let error { throw error }
            busy.remove(client)
        case .broken(let error): throw error
        case .look: break
        case .late:
            throw FakeAPIServerError(
                .notMet,
                "for \(Self.patience) \(busy.sorted().joined(separator: " and ")) neither asks for "
                    + "something that waits, nor sleeps by the cluster's clock, nor finishes")
        case nil: throw FakeAPIServerError.cancelled
        }
    }

    /// Lets one of those go on that wait.
    private mutating func release(
        _ hold: HeldRequests, _ search: inout OrderSearch
    ) async throws {
        held.sort { ($0.client, $0.id) < ($1.client, $1.id) }
        let clients = held.map(\.client)
        guard let place = search.choose(at: steps.count, among: clients) else {
            throw FakeAPIServerError(
                .invalid,
                "the clients do not do the same each time: after \(releases.count) releases, "
                    + "\(clients.joined(separator: " and ")) wait")
        }
        let request = held.remove(at: place)
        steps.append(OrderSearch.Step(taken: place, count: clients.count))
        releases.append(
            Exploration.Release(client: request.client, summary: request.summary))
        busy.insert(request.client)
        try await hold.release(request)
    }

    /// In what `condition` fails; nil when it holds.
    private func failure(
        of condition: Condition?
    ) async throws(FakeAPIServerError) -> String? {
        guard let condition else { return nil }
        do throws(FakeAPIServerError) {
            try await cluster.expect(condition, within: .zero)
            return nil
        } catch {
            guard error.kind == .notMet else { throw error }
            return error.message
        }
    }

    private func outcome(_ reason: String?) -> Outcome {
        Outcome(
            steps: steps,
            failure: reason.map { Exploration.Failure(releases: releases, reason: $0) })
    }
}
