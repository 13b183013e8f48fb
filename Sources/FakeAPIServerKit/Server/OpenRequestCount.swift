/// How many requests to a cluster have no final answer yet, but for watches.
struct OpenRequestCount: Equatable, Sendable {
    /// Those that wait at the server, for a rule, for the time or for a resource version.
    var waiting = 0

    /// Those whose answer is on its way.
    var moving = 0
}
