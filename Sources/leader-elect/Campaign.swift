import Foundation
import KubeTime
import LeaderElection

/// An election as one process lives it: two machines, their connections and the clock.
struct Campaign {
    private let server: ServerAddress
    private let identity: String
    private var elector: LeaderElector
    private var candidate: LeaseCandidateClient?
    private var exchanges: [Exchange] = []

    /// Which machine a request belongs to.
    private enum Owner {
        case elector
        case candidate
    }

    /// A request on its way.
    private struct Exchange {
        let owner: Owner
        let request: ClientRequest
        var connection: HTTPConnection
    }

    init(
        server: ServerAddress, elector configuration: LeaderElector.Configuration,
        candidate: LeaseCandidateClient.Configuration?, seed: UInt64
    ) throws {
        var random = Random(seed: seed)
        self.server = server
        identity = configuration.identity
        elector = try LeaderElector(configuration, seed: random.next())
        self.candidate = candidate.map {
            LeaseCandidateClient($0, seed: random.next())
        }
    }

    /// Competes until the lease is lost or a signal comes.
    mutating func run(until signals: StopSignals) throws {
        while elector.nextDue != nil {
            advance()
            closeForgotten()
            guard let due = [elector.nextDue, candidate?.nextDue].compactMap(\.self).min() else {
                break
            }
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
        for request in candidate?.advance(to: now) ?? [] { send(request, for: .candidate) }
    }

    /// Closes what nobody waits for any more, such as a request that has taken too long.
    private mutating func closeForgotten() {
        for exchange in exchanges where !isAwaited(exchange) { exchange.connection.close() }
        exchanges = exchanges.filter(isAwaited)
    }

    private func isAwaited(_ exchange: Exchange) -> Bool {
        switch exchange.owner {
        case .elector: elector.isAwaiting(exchange.request.id)
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
            case .candidate:
                let requests = candidate?.receive(event, for: request.id, at: now) ?? []
                for request in requests { send(request, for: .candidate) }
            }
        }
    }
}
