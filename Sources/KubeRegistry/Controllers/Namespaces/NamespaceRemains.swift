/// What remains in a terminating namespace after everything was deleted once.
struct NamespaceRemains: Hashable, Sendable {
    /// How many objects there are of each resource, by the resource's name and group; core resources
    /// end with a dot, as upstream.
    private(set) var resources: [String: Int] = [:]

    /// How many objects each finalizer keeps.
    private(set) var finalizers: [String: Int] = [:]

    /// Why deletions were refused.
    private(set) var failures: Set<String> = []

    /// Whether nothing remains.
    var isEmpty: Bool { resources.isEmpty && failures.isEmpty }

    /// Adds an object that `finalizers` keep; it counts once in each group in which it can be had.
    mutating func add(_ finalizers: [String], of resource: String, in groups: Set<String>) {
        for group in groups {
            resources["\(resource).\(group)", default: 0] += 1
            for finalizer in finalizers { self.finalizers[finalizer, default: 0] += 1 }
        }
    }

    /// Adds the reason why an object could not be deleted.
    mutating func addFailure(_ message: String) {
        failures.insert(message)
    }
}
