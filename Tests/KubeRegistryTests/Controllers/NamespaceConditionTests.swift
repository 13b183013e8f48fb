import KubeAPI
import KubeJSON
import KubeStore
import KubeTime
import Testing

@testable import KubeRegistry

@Suite struct `The conditions of a terminating namespace` {
    private var fixture: RegistryFixture
    private var controllers = ControllerManager()

    init() throws {
        fixture = try RegistryFixture()
    }

    /// The conditions as lines: type, status, reason and message.
    private func lines(of namespace: JSONObject) -> [String] {
        (namespace["status"]?["conditions"]?.array ?? []).map { condition in
            ["type", "status", "reason", "message"].map { condition[$0]?.string ?? "" }
                .joined(separator: " | ")
        }
    }

    private static let nothingFailed = [
        "NamespaceDeletionDiscoveryFailure | False | ResourcesDiscovered | "
            + "All resources successfully discovered",
        "NamespaceDeletionGroupVersionParsingFailure | False | ParsedGroupVersions | "
            + "All legacy kube types successfully parsed",
        "NamespaceDeletionContentFailure | False | ContentDeleted | "
            + "All content successfully deleted, may be waiting on finalization",
    ]

    @Test mutating func `tell what remains`() throws {
        try fixture.create("leases", #"{"metadata":{"name":"a","finalizers":["a/b","c/d"]}}"#)
        try fixture.create("leases", #"{"metadata":{"name":"b","finalizers":["a/b"]}}"#)
        try fixture.create("leases", #"{"metadata":{"name":"c"}}"#)
        try fixture.create(
            "events",
            #"{"metadata":{"name":"e","finalizers":["a/b"]},"involvedObject":{"namespace":"lab"}}"#)
        try fixture.delete("namespaces/lab")

        controllers.settle(in: &fixture)

        // Events can be had in two groups, and count in both.
        #expect(
            lines(of: try fixture.get("namespaces/lab")) == Self.nothingFailed + [
                "NamespaceContentRemaining | True | SomeResourcesRemain | "
                    + "Some resources are remaining: events. has 1 resource instances, "
                    + "events.events.k8s.io has 1 resource instances, "
                    + "leases.coordination.k8s.io has 2 resource instances",
                "NamespaceFinalizersRemaining | True | SomeFinalizersRemain | "
                    + "Some content in the namespace has finalizers remaining: "
                    + "a/b in 4 resource instances, c/d in 1 resource instances",
            ])
    }

    @Test mutating func `are told of an empty one too, before it goes`() throws {
        try fixture.delete("namespaces/lab")
        let place = fixture.registry.store.revision

        controllers.settle(in: &fixture)

        let events = try #require(fixture.registry.store.events(after: place))
        #expect(events.map(\.change) == [.modified, .deleted])
        let told = try #require(events.first).object.object
        #expect(
            lines(of: told) == Self.nothingFailed + [
                "NamespaceContentRemaining | False | ContentRemoved | "
                    + "All content successfully removed",
                "NamespaceFinalizersRemaining | False | ContentHasNoFinalizers | "
                    + "All content-preserving finalizers finished",
            ])
        let owner = told.metadata["managedFields"]?.array?.last
        #expect(owner?["manager"] == "kube-controller-manager")
        #expect(owner?["subresource"] == "status")
    }

    @Test mutating func `are told again after a while, and keep their time as long as they hold`()
        throws
    {
        try fixture.create("leases", #"{"metadata":{"name":"a","finalizers":["a/b"]}}"#)
        try fixture.create("leases", #"{"metadata":{"name":"b","finalizers":["a/b"]}}"#)
        try fixture.delete("namespaces/lab")
        controllers.settle(in: &fixture)
        let first = try fixture.get("namespaces/lab")

        fixture.now = fixture.now + .seconds(1)
        try fixture.merge("leases/a", #"{"metadata":{"finalizers":null}}"#)
        controllers.settle(in: &fixture)
        #expect(try fixture.get("namespaces/lab") == first)

        fixture.now = try #require(controllers.nextDue)
        controllers.settle(in: &fixture)
        let second = try fixture.get("namespaces/lab")
        #expect(lines(of: second)[3].hasSuffix("has 1 resource instances"))
        #expect(times(of: second) == times(of: first))
    }

    @Test mutating func `tell why something cannot be deleted, until it can`() throws {
        try fixture.create("leases", #"{"metadata":{"name":"a"}}"#)
        fixture.registry.setGate(ClosedGate(to: "leases"))
        try fixture.delete("namespaces/lab")

        controllers.settle(in: &fixture)

        #expect(
            lines(of: try fixture.get("namespaces/lab"))[2]
                == "NamespaceDeletionContentFailure | True | ContentDeletionFailed | "
                + "Failed to delete all resource types, 1 remaining: not now")
        fixture.registry.setGate(ClosedGate?.none)
        fixture.now = try #require(controllers.nextDue)
        controllers.settle(in: &fixture)
        #expect(failure { try fixture.get("namespaces/lab") }?.code == 404)
        #expect(controllers.nextDue == nil)
    }

    private func times(of namespace: JSONObject) -> [JSONValue?] {
        (namespace["status"]?["conditions"]?.array ?? []).map { $0["lastTransitionTime"] }
    }
}

/// Refuses what the server itself writes to one resource.
struct ClosedGate: WriteGate {
    private let resource: String

    init(to resource: String) {
        self.resource = resource
    }

    func verdict(on write: Write) -> WriteVerdict {
        guard write.key.resource == resource, write.context.author == .server else { return .pass }
        return .refuse(.badRequest("not now"))
    }
}
