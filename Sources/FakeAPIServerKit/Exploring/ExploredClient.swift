/// A client whose requests are put in order with those of others.
public struct ExploredClient: Sendable, CustomStringConvertible {
    /// The name, under which it has to ask.
    public let name: String

    /// The cluster that it and the others ask, which is there for one order alone.
    public let cluster: FakeCluster

    /// The base URL that it has to use.
    public var url: String { cluster.url(as: name) }

    /// The clock by which it may sleep; it goes on when nobody has anything else to do.
    public var clock: FakeClock { cluster.clock }

    /// Carries its requests without a socket.
    public let transport: FakeTransport

    /// The leases of the namespace `default`, for this client.
    public var leases: ObjectCollection<LeaseObject> {
        ObjectCollection(transport, in: "default", version: "v1")
    }

    /// The lease candidates of the namespace `default`, for this client.
    public var leaseCandidates: ObjectCollection<LeaseCandidateObject> {
        ObjectCollection(transport, in: "default", version: nil)
    }

    /// The name.
    public var description: String { name }
}
