import KubeStore

/// What a condition depends on.
enum ConditionSubject: Hashable, Sendable {
    /// An object.
    case object(ObjectKey)
    /// The requests whose answers become final: those about objects of this name, or all.
    case requests(named: String?)
    /// What changes without a trace in the store and in the journal.
    case rest

    /// Whether it is about requests.
    var isAboutRequests: Bool {
        guard case .requests = self else { return false }
        return true
    }
}
