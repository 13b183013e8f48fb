/// When a request came from one phase to the next, by a clock that never jumps; nil for what did not
/// happen.
struct RequestPhases: Hashable, Sendable {
    /// All of the request had arrived.
    let received: Duration
    /// It was known what to answer.
    var decided: Duration?
    /// What it changed was stored, and for good where there is a database.
    var committed: Duration?
    /// The client had taken all of the answer, or the head of a stream.
    var answered: Duration?
}
