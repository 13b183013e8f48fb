/// What metrics and the log call what a request does: reads and writes of one object by their method.
enum MetricVerb: Int, CaseIterable, Sendable {
    case get
    case list
    case watch
    case post
    case put
    case patch
    case apply
    case delete
    case deletecollection

    /// The name of `verb`; a patch may be an applied configuration.
    init(_ verb: Verb, isApply: Bool) {
        self =
            switch verb {
            case .get: .get
            case .list: .list
            case .watch: .watch
            case .create: .post
            case .update: .put
            case .patch: isApply ? .apply : .patch
            case .delete: .delete
            case .deletecollection: .deletecollection
            }
    }

    /// The name.
    var name: String {
        switch self {
        case .get: "GET"
        case .list: "LIST"
        case .watch: "WATCH"
        case .post: "POST"
        case .put: "PUT"
        case .patch: "PATCH"
        case .apply: "APPLY"
        case .delete: "DELETE"
        case .deletecollection: "DELETECOLLECTION"
        }
    }
}
