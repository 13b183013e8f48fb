import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore

/// The writes of leases that took or renewed one, and by the way they were made may have been wrong.
///
/// A PUT always says which version it means; a patch or an applied configuration need not, and then may
/// undo what somebody else has written in between. And only the one who took a lease should renew it.
struct DoubtfulWrites: Sendable {
    /// How many writes are remembered at least, and at most twice as many: to forget many at a time costs
    /// little for each.
    private static let statesMax = 1_000

    /// What they have led to, oldest first.
    private var states: [(state: StoredObject, doubt: Doubt)] = []

    /// The names of the clients that took leases, by namespace and name; only of those that have one.
    private var takers: [String: String] = [:]

    /// How many of these are remembered.
    private static let takersMax = 10_000

    /// What may be wrong with a write.
    struct Doubt: Sendable {
        /// Whether its writer did not say which version was meant.
        var namesNoVersion = false

        /// Who took the lease and who renewed it, where these are two clients.
        var foreigner: (taker: String, client: String?)?
    }

    /// What may be wrong with the write that led to `state`; nil when nothing is.
    func doubt(about state: StoredObject) -> Doubt? {
        let index = states.partitioningIndex { $0.state.revision >= state.revision }
        guard index < states.count, states[index].state === state else { return nil }
        return states[index].doubt
    }
}

extension DoubtfulWrites: WriteObserver {
    /// Takes note of a write that took or renewed a lease.
    mutating func didCommit(_ event: StoreEvent, of write: Write, in store: ObjectStore) {
        guard write.key.resource == Resource.leases.name else { return }
        let mayBeForeign = !takers.isEmpty || write.context.client != nil
        let namesNoVersion = write.old != nil && !write.namesVersion
        // Most writes name the version, and are made by clients without a name.
        guard mayBeForeign || namesNoVersion else { return }
        var doubt = Doubt(namesNoVersion: namesNoVersion)
        if mayBeForeign { doubt.foreigner = noteWriter(of: write) }
        guard namesNoVersion || doubt.foreigner != nil else { return }
        // What was undone nobody asks for.
        while let last = states.last, last.state.revision >= event.revision { states.removeLast() }
        if states.count == 2 * Self.statesMax { states.removeFirst(Self.statesMax) }
        states.append((event.object, doubt))
    }

    /// Remembers who took a lease, or returns both where another client has renewed it.
    private mutating func noteWriter(of write: Write) -> (taker: String, client: String?)? {
        let (path, client) = (write.key.path, write.context.client)
        let holder = write.new.flatMap(LeaseSpec.holderIdentity) ?? ""
        let former = write.old.flatMap(LeaseSpec.holderIdentity) ?? ""
        let isTaken = write.new == nil || !former.hasSameBytes(as: holder)
        guard !isTaken, let taker = takers[path] else {
            // Whom the server has given a lease makes itself known with the first renewal.
            if takers.count >= Self.takersMax, takers[path] == nil { takers = [:] }
            takers[path] = write.new == nil ? nil : client
            return nil
        }
        guard write.context.author == .client, client?.hasSameBytes(as: taker) != true else {
            return nil
        }
        return (taker, client)
    }
}
