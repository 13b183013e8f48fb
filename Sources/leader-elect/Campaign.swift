import Foundation
import KubeTime
import LeaderElection

/// An election as one process lives it: its machines, their connections and the clock.
struct Campaign {
    private let server: ServerAddress
    private let identity: String
    private var elector: LeaderElector
    private var search: CandidateVersionSearch?
    private var candidate: LeaseCandidateClient?
    /// The candidate of which only the version is missing, until the search finds one.
    private var wanted: LeaseCandidateClient.Configuration?
    private var random: Random
    private var exchanges: [Exchange] = []

    /// Which machine a request belongs to.
    private enum Owner {
        case elector
        case search
        case candidate
    }

    /// A request on its way.
    private struct Exchange {
        let owner: Owner
        let request: ClientRequest
        var connection: HTTPConnection
    }

    /// The server cannot do what the campaign needs.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// A campaign of an elector, and of a candidate beside it; `searchesVersion` when the server is to say
    /// which version the candidate has.
    init(
        server: ServerAddress, elector configuration: LeaderElector.Configuration,
        candidate: LeaseCandidateClient.Configuration?, searchesVersion: Bool, seed: UInt64
    ) throws {
        random = Random(seed: seed)
        self.server = server
        identity = configuration.identity
        elector = try LeaderElector(configuration, seed: random.next())
        guard let candidate else { return }
        if searchesVersion {
            search = CandidateVersionSearch()
            wanted = candidate
        } else {
            self.candidate = LeaseCandidateClient(candidate, seed: random.next())
        }
    }

    /// Competes until the lease is lost or a signal comes; throws when the server serves no lease candidates.
    mutating func run(until signals: StopSignals) throws {
        while elector.nextDue != nil {
            advance()
            try endSearch()
            closeForgotten()
            let dues = [elector.nextDue, search?.nextDue, candidate?.nextDue]
            guard let due = dues.compactMap(\.self).min() else { break }
            var polled = [pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)]
            polled += exchanges.map(\.connection.pollDescriptor)
            let milliseconds = max(0, ((due - now()).microseconds + 999) / 1000)
            _ = poll(&polled, nfds_t(polled.count), Int32(clamping: milliseconds))
            if polled[0].revents != 0 {
                signals.acknowledge()
                perform(elector.stop(at: now()))
            }
            for (exchange, ready) in zip(exchanges, polled.dropFirst()) where ready.revents != 0 {
                read(exchange)
            }
        }
    }

    private func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(seconds: Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }

    private mutating func advance() {
        let now = now()
        perform(elector.advance(to: now))
        for request in search?.advance(to: now) ?? [] { send(request, for: .search) }
        for request in candidate?.advance(to: now) ?? [] { send(request, for: .candidate) }
    }

    /// Begins with the candidate once its version is known.
    private mutating func endSearch() throws {
        guard let result = search?.result else { return }
        search = nil
        switch result {
        case .found(let version):
            guard var configuration = wanted.take() else { return }
            configuration.apiVersion = version
            candidate = LeaseCandidateClient(configuration, seed: random.next())
            advance()
        case .noneServed:
            throw Failure(
                description: """
                    the server serves no version of LeaseCandidate. Start it with \
                    --feature-gates=CoordinatedLeaderElection=true and with \
                    --runtime-config=coordination.k8s.io/v1beta1=true (v1alpha2 for Kubernetes 1.32, \
                    v1alpha1 for 1.31)
                    """)
        }
    }

    /// Closes what nobody waits for any more, such as a request that has taken too long.
    private mutating func closeForgotten() {
        for exchange in exchanges where !isAwaited(exchange) { exchange.connection.close() }
        exchanges = exchanges.filter(isAwaited)
    }

    private func isAwaited(_ exchange: Exchange) -> Bool {
        switch exchange.owner {
        case .elector: elector.isAwaiting(exchange.request.id)
        case .search: search?.isAwaiting(exchange.request.id) ?? false
        case .candidate: candidate?.isAwaiting(exchange.request.id) ?? false
        }
    }

    private mutating func perform(_ actions: [LeaderElector.Action]) {
        for action in actions {
            switch action {
            case .send(let request): send(request, for: .elector)
            case .notify(let notification): report(notification)
            }
        }
    }

    private func report(_ notification: LeaderElector.Notification) {
        switch notification {
        case .startedLeading: say("leads")
        case .renewed: say("renewed")
        case .stoppedLeading: say("does not lead")
        case .newLeader(let holder): say(holder.isEmpty ? "sees no leader" : "sees \(holder) lead")
        case .recorded: break
        }
    }

    private func say(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data("\(identity) \(text)\n".utf8))
    }

    private mutating func send(_ request: ClientRequest, for owner: Owner) {
        do {
            let connection = try HTTPConnection(request, to: server)
            exchanges.append(Exchange(owner: owner, request: request, connection: connection))
        } catch {
            deliver([.end], for: request, to: owner)
        }
    }

    private mutating func read(_ exchange: Exchange) {
        guard
            let index = exchanges.firstIndex(where: {
                $0.request == exchange.request && $0.owner == exchange.owner
            })
        else { return }
        let events = exchanges[index].connection.read(asStream: exchange.request.isWatch)
        if exchanges[index].connection.isFinished {
            exchanges[index].connection.close()
            exchanges.remove(at: index)
        }
        deliver(events, for: exchange.request, to: exchange.owner)
    }

    private mutating func deliver(
        _ events: [ClientEvent], for request: ClientRequest, to owner: Owner
    ) {
        let now = now()
        for event in events {
            switch owner {
            case .elector: perform(elector.receive(event, for: request.id, at: now))
            case .search:
                let requests = search?.receive(event, for: request.id, at: now) ?? []
                for request in requests { send(request, for: .search) }
            case .candidate:
                let requests = candidate?.receive(event, for: request.id, at: now) ?? []
                for request in requests { send(request, for: .candidate) }
            }
        }
    }
}
