/// When a rule acts on a request.
public enum FaultPhase: String, Hashable, CaseIterable, Sendable {
    /// The request is read and understood, and nothing has happened.
    case received
    /// A write is decided: it is admitted, valid and without a conflict, and it is not stored.
    case beforeCommit
    /// A write is stored, for good where there is a database, and its answer is not on its way; also one of
    /// what was stored already, and no dry run.
    case afterCommit
    /// The answer is decided, and nothing of it is sent.
    case answering
    /// A watch streams.
    case watching
}
