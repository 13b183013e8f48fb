/// What a request does to a resource.
enum Verb: String, Hashable, Sendable {
    case get
    case list
    case watch
    case create
    case update
    case patch
    case delete
    case deletecollection
}
