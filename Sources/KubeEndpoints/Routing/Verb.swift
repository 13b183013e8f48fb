/// What a request does to a resource.
package enum Verb: String, Hashable, Sendable {
    case get
    case list
    case watch
    case create
    case update
    case patch
    case delete
    case deletecollection

    /// Whether the body of a request says something, since the verb writes.
    package var takesBody: Bool {
        switch self {
        case .create, .update, .patch, .delete, .deletecollection: true
        case .get, .list, .watch: false
        }
    }
}
