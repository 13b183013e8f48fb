import KubeJSON
import KubeRegistry

extension Cluster {
    /// The terms of all leases, or of those in a namespace or with a name, in the order in which
    /// they began.
    package mutating func terms(namespace: String? = nil, lease: String? = nil) -> [LeaseTerm] {
        termJournal.follow(registry.store, blindTakeovers: blindTakeovers)
        return termJournal.terms.filter { term in
            (namespace.map { term.namespace.hasSameBytes(as: $0) } ?? true)
                && (lease.map { term.lease.hasSameBytes(as: $0) } ?? true)
        }
    }

    /// The changes of holder that did not check the lease's version: an observer of the registry.
    var blindTakeovers: BlindTakeovers {
        get { registry.observer(BlindTakeovers.self) ?? BlindTakeovers() }
        set { registry.setObserver(newValue) }
    }
}
