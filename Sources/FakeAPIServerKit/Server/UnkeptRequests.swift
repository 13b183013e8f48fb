import KubeSockets

/// The requests whose changes are not kept yet: what they have done may be undone.
struct UnkeptRequests {
    /// Those whose clients wait for that.
    private var members: [RequestID] = []

    /// Those whose clients have left, so that nobody will ask again.
    private var lost: [Lost] = []

    /// A request whose client has left, and what has become of the answer at which time.
    struct Lost {
        var request: OpenRequest
        let outcome: AnswerOutcome
        let time: Duration
    }

    /// Adds a request whose change is yet to be kept.
    mutating func insert(_ id: RequestID) {
        members.append(id)
    }

    /// Puts a request aside whose client has left, until it is known whether it has happened; false when
    /// that is known.
    mutating func lose(
        _ id: RequestID, _ request: OpenRequest, _ outcome: AnswerOutcome, at time: Duration
    ) -> Bool {
        guard let index = members.firstIndex(of: id) else { return false }
        members.remove(at: index)
        lost.append(Lost(request: request, outcome: outcome, time: time))
        return true
    }

    /// All of them, now that it is known; each is told once.
    mutating func takeAll() -> (members: [RequestID], lost: [Lost]) {
        defer {
            members.removeAll(keepingCapacity: true)
            lost = []
        }
        return (members, lost)
    }
}
