import KubeAPI
import KubeJSON
import KubeStore
import Testing

@testable import KubeRegistry

@Suite struct `A gate and an observer` {
    private static let lease = #"{"metadata":{"name":"a"}}"#

    private var fixture: RegistryFixture

    init() throws {
        fixture = try RegistryFixture()
        fixture.registry.setGate(Recorder())
        fixture.registry.setObserver(Recorder())
    }

    @Test mutating func `see every write, before and after`() throws {
        let version = try fixture.create("leases", Self.lease).version
        try fixture.update(
            "leases/a",
            #"{"metadata":{"name":"a","resourceVersion":"\#(version)"},"spec":{"holderIdentity":"x"}}"#
        )
        try fixture.merge("leases/a", #"{"spec":{"holderIdentity":"y"}}"#)
        _ = try fixture.registry.apply(
            try object(
                #"{"kind":"Lease","apiVersion":"coordination.k8s.io/v1","metadata":{"name":"b"}}"#),
            to: try fixture.target("leases/b"), fixture.context)
        try fixture.delete("leases/a")

        #expect(
            asked == [
                "client creates lab/a", "client replaces lab/a", "client replaces lab/a",
                "client creates lab/b", "client deletes lab/a",
            ])
        #expect(
            told == [
                "added lab/a", "modified lab/a", "modified lab/a", "added lab/b", "deleted lab/a",
            ])
    }

    @Test mutating func `tell the server's own writes apart`() throws {
        try fixture.create("leases", Self.lease)
        try fixture.delete("namespaces/lab")
        var controllers = ControllerManager()
        controllers.settle(in: &fixture)

        #expect(
            asked == [
                "client creates lab/a", "client replaces lab", "server deletes lab/a",
                "server replaces lab", "server replaces lab",
            ])
    }

    @Test mutating func `are not asked of what changes nothing`() throws {
        try fixture.create("leases", Self.lease)
        try fixture.merge("leases/a", "{}")

        #expect(asked == ["client creates lab/a"])
    }

    @Test mutating func `differ about dry runs`() throws {
        try fixture.create("leases", Self.lease, fixture.dryRun)

        #expect(asked == ["client creates lab/a"])
        #expect(told == [])
    }

    @Test(arguments: ["create", "merge", "delete"])
    mutating func `keep out what is refused`(verb: String) throws {
        try fixture.create("leases", Self.lease)
        let revision = fixture.registry.store.revision
        fixture.registry.setGate(Recorder(refusal: .plain("not now")))

        let error = failure {
            switch verb {
            case "create": try fixture.create("leases", #"{"metadata":{"name":"b"}}"#)
            case "merge": try fixture.merge("leases/a", #"{"spec":{"holderIdentity":"y"}}"#)
            default: try fixture.delete("leases/a")
            }
        }

        #expect(error?.message == "not now")
        #expect(fixture.registry.store.revision == revision)
        #expect(told == ["added lab/a"])
    }

    @Test mutating func `know who named a version`() throws {
        let version = try fixture.create("leases", Self.lease).version
        try fixture.merge(
            "leases/a",
            #"{"metadata":{"resourceVersion":"\#(version)"},"spec":{"holderIdentity":"x"}}"#)
        try fixture.merge("leases/a", #"{"spec":{"holderIdentity":"y"}}"#)

        let recorder = fixture.registry.observer(Recorder.self)
        #expect(recorder?.versionsNamed == [false, true, false])
    }

    private var asked: [String]? { fixture.registry.gate(Recorder.self)?.lines }
    private var told: [String]? { fixture.registry.observer(Recorder.self)?.lines }
}

/// Writes down what it is asked and told.
private struct Recorder: WriteGate, WriteObserver {
    var refusal: StatusError?
    private(set) var lines: [String] = []
    private(set) var versionsNamed: [Bool] = []

    init(refusal: StatusError? = nil) {
        self.refusal = refusal
    }

    mutating func verdict(on write: Write) -> WriteVerdict {
        let verb = write.old == nil ? "creates" : write.new == nil ? "deletes" : "replaces"
        lines.append("\(write.context.author) \(verb) \(write.key.path)")
        return refusal.map(WriteVerdict.refuse) ?? .pass
    }

    mutating func didCommit(_ event: StoreEvent, of write: Write, in store: ObjectStore) {
        lines.append("\(event.change) \(event.object.key.path)")
        versionsNamed.append(write.namesVersion)
    }
}
