import KubeJSON

/// The objects of a store whose trees are at hand: the last ones written or looked at.
///
/// An object carries its tree itself, so that nobody can take it for that of another state; this
/// only sees to it that not too many do.
struct RecentTrees: Sendable {
    /// How many objects may carry their trees, and of how many bytes of JSON.
    struct Budget: Sendable {
        var objects = 1024
        var bytes = 2 << 20
    }

    private var objects: [StoredObject] = []

    /// Where the oldest object stands that still counts; what lies before is dropped now and then.
    private var first = 0
    private var bytes = 0
    private let budget: Budget

    init(_ budget: Budget = Budget()) {
        self.budget = budget
    }

    /// Gives `object` its tree, and takes theirs from the oldest ones that are too many.
    ///
    /// The newest object keeps its tree whatever its size.
    mutating func add(_ tree: JSONObject, of object: StoredObject) {
        object.recentTree = tree
        objects.append(object)
        bytes += object.body.count
        while objects.count - first > budget.objects || bytes > budget.bytes,
            first < objects.count - 1
        {
            forgetOldest()
        }
        guard first >= budget.objects else { return }
        objects.removeFirst(first)
        first = 0
    }

    private mutating func forgetOldest() {
        objects[first].recentTree = nil
        bytes -= objects[first].body.count
        // Frees the object now.
        objects[first] = objects[objects.count - 1]
        first += 1
    }
}
