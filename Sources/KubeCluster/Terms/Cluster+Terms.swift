import KubeJSON
import KubeRegistry
import KubeStore

extension Cluster {
    /// The terms of all leases, or of those in a namespace or with a name, in the order in which
    /// they began.
    package mutating func terms(namespace: String? = nil, lease: String? = nil) -> [LeaseTerm] {
        followTerms()
        return withMargins(
            termJournal.terms.filter { term in
                (namespace.map { term.namespace.hasSameBytes(as: $0) } ?? true)
                    && (lease.map { term.lease.hasSameBytes(as: $0) } ?? true)
            })
    }

    /// Whether there is a lease of this name, in a namespace or in any.
    func hasLease(_ name: String, namespace: String?) -> Bool {
        registry.store.objects(Resource.leases.name, namespace: namespace ?? "").contains {
            $0.key.name.hasSameBytes(as: name)
        }
    }

    /// Reads what has happened to leases since the last time.
    mutating func followTerms() {
        termJournal.follow(registry.store, doubtfulWrites: doubtfulWrites)
    }

    /// The terms as they are by now, of which nothing is remembered for the next time.
    var followedTerms: TermJournal {
        var journal = termJournal
        journal.follow(registry.store, doubtfulWrites: doubtfulWrites)
        return journal
    }

    /// The writes of leases that may have been wrong: an observer of the registry.
    var doubtfulWrites: DoubtfulWrites {
        get { registry.observer(DoubtfulWrites.self) ?? DoubtfulWrites() }
        set { registry.setObserver(newValue) }
    }
}
