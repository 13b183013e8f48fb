import KubeSockets
import Synchronization

/// What has become of answers, in order; also to be read when the server has ended.
final class Outcomes: Sendable {
    private let outcomes = Mutex<[AnswerOutcome]>([])

    var all: [AnswerOutcome] { outcomes.withLock(\.self) }

    func note(_ outcome: AnswerOutcome) {
        outcomes.withLock { $0.append(outcome) }
    }
}
