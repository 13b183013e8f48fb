import KubeJSON

/// Who is who on the server, which no restart may change.
struct Identities {
    private var uids: Set<String> = []
    private var coordinator: String?

    /// Notes objects that nobody watches.
    mutating func add(_ objects: [JSONValue]) {
        for object in objects { uids.insert(object.uid) }
    }

    /// Checks that a new object has a uid of its own, which it keeps, and that there is only one
    /// coordinator.
    mutating func check(
        _ commit: History.Commit, before previous: JSONValue?
    ) throws(Violation) {
        if let previous, previous.uid != commit.object.uid {
            throw Violation("\(commit.key.name) has become another object")
        }
        if previous == nil, !uids.insert(commit.object.uid).inserted {
            throw Violation("\(commit.key.name) has the uid of another object")
        }
        guard commit.key.name == "leader-election-controller",
            let holder = commit.object[path: "spec", "holderIdentity"]?.string, !holder.isEmpty
        else { return }
        guard coordinator ?? holder == holder else {
            throw Violation("the coordinator was \(coordinator ?? "") and is now \(holder)")
        }
        coordinator = holder
    }
}

extension JSONValue {
    /// The uid in an object's metadata.
    fileprivate var uid: String { self[path: "metadata", "uid"]?.string ?? "" }
}
