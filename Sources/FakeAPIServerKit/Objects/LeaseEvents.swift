/// What happens to a lease, from a moment on; it only ends by an error.
public struct LeaseEvents: AsyncSequence, Sendable {
    public typealias Element = LeaseEvent
    public typealias Failure = FakeAPIServerError

    let changes: ObjectEvents<LeaseObject>
    /// The lease at first; nil when it does not exist.
    let lease: LeaseObject?

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator {
        Iterator(changes: changes.makeAsyncIterator(), lease: lease)
    }

    /// Where somebody is who reads the events.
    public struct Iterator: AsyncIteratorProtocol {
        var changes: ObjectEvents<LeaseObject>.Iterator
        var lease: LeaseObject?

        /// The next event, for which this waits; nil when the task is cancelled.
        public mutating func next(
            isolation: isolated (any Actor)? = #isolation
        ) async throws(FakeAPIServerError) -> LeaseEvent? {
            guard let change = try await changes.next(isolation: isolation) else { return nil }
            let event = LeaseEvent(change, after: lease)
            lease = event.kind == .deleted ? nil : change.object
            return event
        }
    }
}

extension FakeLease {
    /// The lease as it is now; nil when it does not exist.
    public var current: LeaseObject? {
        get async throws(FakeAPIServerError) { try await collection.find(name) }
    }

    /// Who holds the lease by its `holderIdentity`, whether or not it has run out; nil for nobody.
    public var holder: String? {
        get async throws(FakeAPIServerError) { try await current?.holder }
    }

    /// Whether `holder` holds the lease by its `holderIdentity`, whether or not it has run out.
    public func isHeld(by holder: String) async throws(FakeAPIServerError) -> Bool {
        try await self.holder == holder
    }

    /// What happens to the lease from now on.
    public var events: LeaseEvents {
        get async throws(FakeAPIServerError) {
            let (leases, version) = try await collection.listing([:], name: name)
            let query = ObjectCollection<LeaseObject>.query([:], name: name)
            return LeaseEvents(
                changes: ObjectEvents(collection: collection, query: query, version: version),
                lease: leases.first)
        }
    }

    private var collection: ObjectCollection<LeaseObject> {
        FakeCluster(connection).leases(in: namespace)
    }
}
