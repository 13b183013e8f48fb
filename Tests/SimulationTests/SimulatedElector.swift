import KubeElector
import KubeTime
import LeaderElection

/// What a machine in a component wants done.
enum ComponentAction {
    case send(ClientRequest)
    case notify(Elector.Notification)
}

/// An elector whose calls are requests over the simulated network.
struct SimulatedElector {
    private(set) var machine: ElectorMachine
    private let configuration: LeaderElector.Configuration

    init(_ configuration: LeaderElector.Configuration, seed: UInt64) throws {
        machine = try ElectorMachine(configuration, seed: seed)
        self.configuration = configuration
    }

    mutating func advance(to now: Timestamp) -> [ComponentAction] {
        machine.advance(to: now).map(action)
    }

    mutating func stop(at now: Timestamp) -> [ComponentAction] {
        machine.stop(at: now).map(action)
    }

    mutating func receive(
        _ event: ClientEvent, for id: UInt64, at now: Timestamp
    ) -> [ComponentAction] {
        let answer: LeaseAnswer
        switch event {
        case .part: return []
        case .answer(let status, let body):
            answer = LeaseAnswer(APIAnswer(status: status, body: body))
        case .end: answer = .error(LeaseClientError(.noAnswer, "the connection broke"))
        }
        return machine.receive(answer, for: id, at: now).map(action)
    }

    private func action(_ output: ElectorMachine.Output) -> ComponentAction {
        switch output {
        case .notify(let notification): return .notify(notification)
        case .call(let call):
            let request = call.request(
                forLease: configuration.leaseName, in: configuration.namespace)
            return .send(ClientRequest(request, id: call.id))
        }
    }
}

/// A candidate whose calls are requests over the simulated network.
struct SimulatedCandidate {
    private(set) var machine: CandidateMachine
    private let key: CandidateKey
    private var calls: [UInt64: CandidateCall] = [:]
    private var lines: [UInt64: WatchLines] = [:]

    init(_ configuration: LeaseCandidacy.Configuration, seed: UInt64) {
        machine = CandidateMachine(configuration, version: .v1beta1, seed: seed)
        key = CandidateKey(
            namespace: configuration.namespace, name: configuration.name, version: .v1beta1)
    }

    mutating func advance(to now: Timestamp) -> [ComponentAction] {
        send(machine.advance(to: now))
    }

    mutating func receive(
        _ event: ClientEvent, for id: UInt64, at now: Timestamp
    ) -> [ComponentAction] {
        answers(event, for: id).flatMap { send(machine.receive($0, for: id, at: now)) }
    }

    private mutating func answers(_ event: ClientEvent, for id: UInt64) -> [CandidateAnswer] {
        guard let call = calls[id] else { return [] }
        switch event {
        case .answer(let status, let body):
            return [call.answer(APIAnswer(status: status, body: body))]
        case .end:
            if case .watch = call.operation { return [.end] }
            return [.error(.noAnswer)]
        case .part(let part):
            do throws(LeaseClientError) {
                return try lines[id, default: WatchLines()].append(part).map { .event($0) }
            } catch {
                return [.error(error.kind)]
            }
        }
    }

    private mutating func send(_ new: [CandidateCall]) -> [ComponentAction] {
        new.map { call in
            calls[call.id] = call
            return .send(ClientRequest(call.request(for: key), id: call.id))
        }
    }
}
