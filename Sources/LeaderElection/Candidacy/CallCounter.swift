/// Numbers the calls of one candidacy.
struct CallCounter: Sendable {
    private var last: UInt64 = 0

    /// A call with a number of its own.
    mutating func call(_ operation: CandidateCall.Operation) -> CandidateCall {
        last += 1
        return CandidateCall(id: last, operation: operation)
    }
}
