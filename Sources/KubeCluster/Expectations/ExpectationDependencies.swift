import KubeStore

/// Which expectations depend on what, so that what concerns none is known to concern none at once.
struct ExpectationDependencies: Sendable {
    private var tickets: [ConditionSubject: Set<ExpectationTicket>] = [:]
    private var objectNames = TextFilter()
    private var requestTexts: [RequestTexts] = []
    private var allRequestsCount = 0

    /// The texts by which one criterion tells requests.
    private struct RequestTexts {
        let criterion: RequestCriterion
        var filter = TextFilter()
    }

    /// Whether any depends on requests.
    var dependOnRequests: Bool { allRequestsCount > 0 || !requestTexts.isEmpty }

    /// Takes note that an expectation depends on `subject`.
    mutating func insert(_ ticket: ExpectationTicket, on subject: ConditionSubject) {
        guard tickets[subject, default: []].insert(ticket).inserted else { return }
        count(subject, 1)
    }

    /// Forgets that.
    mutating func remove(_ ticket: ExpectationTicket, on subject: ConditionSubject) {
        guard tickets[subject]?.remove(ticket) != nil else { return }
        if tickets[subject]?.isEmpty == true { tickets[subject] = nil }
        count(subject, -1)
    }

    private mutating func count(_ subject: ConditionSubject, _ difference: Int) {
        switch subject {
        case .object(let key):
            objectNames.count(TextLead(text: key.name, isWhole: true), difference)
        case .requests: allRequestsCount += difference
        case .requestsWith(let criterion, let lead):
            let known = requestTexts.firstIndex { $0.criterion == criterion }
            let index = known ?? requestTexts.count
            if known == nil { requestTexts.append(RequestTexts(criterion: criterion)) }
            requestTexts[index].filter.count(lead, difference)
            if requestTexts[index].filter.isEmpty { requestTexts.remove(at: index) }
        case .held, .rules, .watches: break
        }
    }
}

// MARK: - What concerns which

extension ExpectationDependencies {
    /// Those that depend on `subject`, in the order in which they were made.
    func concerned(by subject: ConditionSubject) -> [ExpectationTicket] {
        tickets[subject].map(Self.ordered) ?? []
    }

    /// Those that depend on the object `key`, in the order in which they were made.
    func concerned(by key: ObjectKey) -> [ExpectationTicket] {
        mayBeConcerned(by: key) ? concerned(by: .object(key)) : []
    }

    /// Whether any may depend on the object `key`; false is certain.
    func mayBeConcerned(by key: ObjectKey) -> Bool { objectNames.mayKnow(key.name) }

    /// Those that depend on a request, in the order in which they were made.
    func concerned(by request: inout RequestSubject) -> [ExpectationTicket] {
        guard mayBeConcerned(by: &request) else { return [] }
        var found = tickets[.requests] ?? []
        for texts in requestTexts {
            for text in texts.criterion.texts(of: &request) {
                for lead in texts.filter.leads(of: text) {
                    found.formUnion(tickets[.requestsWith(texts.criterion, lead)] ?? [])
                }
            }
        }
        return Self.ordered(found)
    }

    /// Whether any may depend on a request; false is certain.
    func mayBeConcerned(by request: inout RequestSubject) -> Bool {
        if allRequestsCount > 0 { return true }
        for texts in requestTexts
        where texts.criterion.hasText(of: &request, where: { texts.filter.mayKnow($0) }) {
            return true
        }
        return false
    }

    private static func ordered(_ tickets: Set<ExpectationTicket>) -> [ExpectationTicket] {
        tickets.sorted { $0.number < $1.number }
    }
}
