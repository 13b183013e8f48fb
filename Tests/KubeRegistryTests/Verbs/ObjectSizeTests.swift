import KubeAPI
import KubeJSON
import KubeStore
import Testing

@testable import KubeRegistry

@Suite struct `An object of more than three mebibytes` {
    private static let tooLarge = StatusError.plain("etcdserver: request is too large")

    /// A lease with so long a holder.
    private func lease(_ bytes: Int, version: String = "") -> String {
        let holder = String(repeating: "h", count: bytes)
        return #"{"metadata":{"name":"a","resourceVersion":"\#(version)"},"#
            + #""spec":{"holderIdentity":"\#(holder)"}}"#
    }

    @Test func `cannot be created, neither in earnest nor in a dry run`() throws {
        var fixture = try RegistryFixture()
        let revision = fixture.registry.store.revision

        for context in [fixture.context, fixture.dryRun] {
            let error = failure { try fixture.create("leases", lease(3 << 20), context) }
            #expect(error == Self.tooLarge)
        }
        #expect(fixture.registry.store.revision == revision)
        #expect(throws: Never.self) { try fixture.create("leases", lease(3 << 20 - 1000)) }
    }

    @Test func `does not take the place of a smaller one`() throws {
        var fixture = try RegistryFixture()
        let created = try fixture.create("leases", lease(1))

        for context in [fixture.context, fixture.dryRun] {
            let error = failure {
                try fixture.update("leases/a", lease(3 << 20, version: created.version), context)
            }
            #expect(error == Self.tooLarge)
        }
        #expect(try fixture.get("leases/a") == created)
    }

    @Test func `does not come of copying within a smaller one`() throws {
        var fixture = try RegistryFixture()
        let created = try fixture.create("leases", lease(1_600_000))
        let patch = try JSONPatch(
            decoding: [
                ["op": "add", "path": "/spec/strategy", "value": "OldestEmulationVersion"],
                ["op": "copy", "from": "/spec/holderIdentity", "path": "/spec/preferredHolder"],
            ], isLenient: false)
        let target = try fixture.target("leases/a")

        let error = failure {
            try fixture.registry.patch(target, with: .json(patch), fixture.context)
        }

        #expect(error == Self.tooLarge)
        #expect(try fixture.get("leases/a") == created)
    }
}
