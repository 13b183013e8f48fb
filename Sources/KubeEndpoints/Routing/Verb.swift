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

    /// What metrics call the verb: reads and writes of one object by their method.
    var metricName: String {
        switch self {
        case .get: "GET"
        case .list: "LIST"
        case .watch: "WATCH"
        case .create: "POST"
        case .update: "PUT"
        case .patch: "PATCH"
        case .delete: "DELETE"
        case .deletecollection: "DELETECOLLECTION"
        }
    }

    /// Whether the body of a request says something, since the verb writes.
    package var takesBody: Bool {
        switch self {
        case .create, .update, .patch, .delete, .deletecollection: true
        case .get, .list, .watch: false
        }
    }
}
