import KubeStore

/// What a condition depends on.
enum ConditionSubject: Hashable, Sendable {
    /// An object.
    case object(ObjectKey)
    /// All requests whose answers become final.
    case requests
    /// The requests that are called so, or whose names begin so, by one criterion, whose answers become
    /// final.
    case requestsWith(RequestCriterion, TextLead)
    /// Which requests are held.
    case held
    /// Which rules there are, and how often they have acted.
    case rules
    /// Which watches are open.
    case watches
}

/// How often has changed what leaves no trace in the store and in the journal.
struct TracelessChanges: Hashable, Sendable {
    var held: UInt64 = 0
    var rules: UInt64 = 0
    var watches: UInt64 = 0

    /// What has changed since it was `earlier`.
    func subjects(since earlier: TracelessChanges) -> [ConditionSubject] {
        var subjects: [ConditionSubject] = []
        if held != earlier.held { subjects.append(.held) }
        if rules != earlier.rules { subjects.append(.rules) }
        if watches != earlier.watches { subjects.append(.watches) }
        return subjects
    }
}

extension ConditionSubject {
    /// What a condition depends on that asks for requests which satisfy `match`: as few requests as its
    /// texts tell, as far as they do not begin with an asterisk.
    static func requests(_ match: RequestMatch) -> [ConditionSubject] {
        for criterion in telling {
            guard let patterns = match.patterns(of: criterion) else { continue }
            let leads = patterns.compactMap(\.lead)
            guard leads.count == patterns.count else { continue }
            return leads.map { .requestsWith(criterion, $0) }
        }
        return [.requests]
    }

    /// All criteria; those come first by which one request is mostly like few others.
    private static let telling: [RequestCriterion] = [
        .name, .client, .holder, .path, .user, .fieldManager, .userAgent, .connection, .namespace,
        .status, .verb, .resource, .method,
    ]
}
