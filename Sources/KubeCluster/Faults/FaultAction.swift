/// What a rule does to a request.
public enum FaultAction: Hashable, Sendable {
    /// Nothing: the request is let through.
    case pass
    /// It is answered with an error that a real server gives.
    case error(NamedError)
    /// It is answered with this `Status`.
    case status(FaultStatus)
    /// It is answered so.
    case answer(FaultAnswer)
    /// It waits for a while.
    case delay(FaultDelay)
    /// Its connection is reset.
    case reset
    /// Its connection is closed.
    case close
    /// Nothing is said until it is released, or its client leaves.
    case hang
    /// Its connection is reset if it is new.
    case refuse
    /// The client gets this many bytes of the answer's body, then the connection ends so.
    case truncate(Int, then: Ending)
    /// The client gets this many bytes of the answer's body per second of the cluster's clock.
    case slow(bytesPerSecond: Int)
    /// The bytes of the answer's body are replaced by others.
    case garbage
    /// It waits until it is released.
    case hold
    /// It reads what there was.
    case stale(Staleness)
    /// The history before now is forgotten.
    case expire
    /// Something happens to a watch.
    case watch(WatchAction)

    /// How an answer ends that is cut off.
    public enum Ending: String, Hashable, CaseIterable, Sendable {
        /// The connection is reset.
        case reset
        /// The connection is closed.
        case close
        /// Nothing more comes.
        case hang
    }

    /// Which state of the store a request reads.
    public enum Staleness: Hashable, Sendable {
        /// That of so many changes ago.
        case by(Int)
        /// That of a resource version.
        case at(UInt64)
    }
}

extension FaultAction {
    /// The name by which documents know the action.
    var name: String {
        switch self {
        case .pass: "pass"
        case .error: "error"
        case .status: "status"
        case .answer: "answer"
        case .delay: "delay"
        case .reset: "reset"
        case .close: "close"
        case .hang: "hang"
        case .refuse: "refuse"
        case .truncate: "truncate"
        case .slow: "slow"
        case .garbage: "garbage"
        case .hold: "hold"
        case .stale: "stale"
        case .expire: "expire"
        case .watch: "watch"
        }
    }

    /// The phase at which it acts when nothing is said.
    var usualPhase: FaultPhase {
        switch self {
        case .watch: .watching
        case .truncate, .slow, .garbage: .answering
        case .pass, .error, .status, .answer, .delay, .reset, .close, .hang, .refuse, .hold,
            .stale, .expire:
            .received
        }
    }

    /// The phases at which it can act.
    var phases: [FaultPhase] {
        switch self {
        case .pass: FaultPhase.allCases
        case .watch: [.watching]
        case .truncate, .slow, .garbage: [.answering]
        case .refuse, .stale: [.received]
        case .error, .status, .answer, .delay, .reset, .close, .hang, .hold, .expire:
            [.received, .beforeCommit, .afterCommit, .answering]
        }
    }

    /// Whether nothing else is asked about the request at the same phase.
    var isFinal: Bool {
        switch self {
        case .error, .status, .answer, .reset, .close, .hang, .refuse, .truncate, .garbage: true
        case .pass, .delay, .slow, .hold, .stale, .expire, .watch: false
        }
    }

    /// The HTTP status that the client gets by it; nil when that is not known.
    var code: Int? {
        switch self {
        case .status(let status): status.code
        case .answer(let answer): answer.code
        default: nil
        }
    }
}
