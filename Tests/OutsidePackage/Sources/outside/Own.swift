import FakeAPIServerTesting
import LeaderElection
import LeaderElectionHTTP

// Names that this package uses for itself, beside an import of everything: none of them comes from
// there too, so none is ambiguous.

struct Random: Equatable { var seed = 1 }
struct Deadlines: Equatable {}
struct JSONValue: Equatable {}
struct JSONObject: Equatable {}
struct HTTPRequest: Equatable {}
struct HTTPResponse: Equatable {}
struct Registry: Equatable {}
struct ObjectStore: Equatable {}
struct EventLoop: Equatable {}
struct Coordinator: Equatable {}

extension Duration {
    /// Theirs, where ours would be another.
    var microseconds: String { "own" }
}
