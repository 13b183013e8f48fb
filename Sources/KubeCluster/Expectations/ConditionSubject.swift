import KubeStore

/// What a condition depends on.
enum ConditionSubject: Hashable, Sendable {
    /// An object.
    case object(ObjectKey)
    /// All requests whose answers become final.
    case requests
    /// The requests that are called so, whose answers become final.
    case requestsWith(RequestCriterion, String)
    /// What changes without a trace in the store and in the journal.
    case rest

    /// Whether it is about requests.
    var isAboutRequests: Bool {
        switch self {
        case .requests, .requestsWith: true
        case .object, .rest: false
        }
    }
}
