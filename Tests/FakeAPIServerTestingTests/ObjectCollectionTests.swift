import FakeAPIServerTesting
import Foundation
import KubeTestSupport
import Testing

@Suite(.limited) struct `The leases of a cluster` {
    @Test func `are created, read, changed, patched, listed and deleted`() async throws {
        try await withFakeAPIServer { server in
            var lease = LeaseObject("web", heldBy: "a", for: .seconds(15))
            lease.metadata.labels = ["app": "web"]
            lease = try await server.leases.create(lease)
            #expect(lease.metadata.namespace == "default")
            #expect(lease.metadata.uid != nil && lease.metadata.creationTime != nil)
            #expect(try await server.leases.get("web") == lease)

            let changed = try await server.leases.update("web") { $0.holderIdentity = "b" }
            #expect(changed.holderIdentity == "b")
            #expect(changed.leaseDuration == .seconds(15), "what is not named stays")
            let patched = try await server.leases.patch(
                "web", .merge(#"{"spec":{"leaseTransitions":3}}"#))
            #expect(patched.leaseTransitions == 3)

            try await server.leases.create(LeaseObject("other"))
            #expect(try await server.leases.list().map(\.metadata.name) == ["other", "web"])
            #expect(try await server.leases.list(labels: ["app": "web"]) == [patched])

            try await server.leases.delete("web")
            #expect(try await server.leases.find("web") == nil)
        }
    }

    @Test func `keep their times to the microsecond`() async throws {
        try await withFakeAPIServer { server in
            let time = Timestamp(microseconds: 1_795_953_991_493_018)
            let lease = LeaseObject("web", heldBy: "a", for: .seconds(15), renewedAt: time)
            let stored = try await server.leases.create(lease)
            #expect(stored.renewTime == time)
            #expect(stored.expiry == time + .seconds(15))
        }
    }

    @Test func `are refused with a kind and in the server's words`() async throws {
        try await withFakeAPIServer { server in
            let leases = server.leases
            let first = try await leases.create(LeaseObject("web", heldBy: "a"))
            try await leases.update("web") { $0.holderIdentity = "b" }
            try await expectFailure(.alreadyExists) { try await leases.create(LeaseObject("web")) }
            try await expectFailure(.notFound) { try await leases.get("nobody") }
            try await expectFailure(.conflict) { try await leases.update(first) }
            try await expectFailure(.conflict) {
                try await leases.delete("web", at: first.metadata.resourceVersion)
            }
            try await expectFailure(.invalid) { try await leases.create(LeaseObject("Web")) }
            let error = await #expect(throws: FakeAPIServerError.self) {
                try await leases.get("nobody")
            }
            #expect(
                error?.localizedDescription
                    == #"leases.coordination.k8s.io "nobody" not found"#)
        }
    }

    @Test func `are those of a namespace, and asked for by a client`() async throws {
        try await withFakeAPIServer { server in
            let leases = server.cluster.leases(in: "kube-system", as: "a")
            try await leases.create(LeaseObject("web"))
            #expect(try await server.leases.list().isEmpty)
            #expect(try await server.requests.map(\.client) == ["a", "test"])
        }
    }

    @Test func `are watched from the call on, also after the watch was cut`() async throws {
        try await withFakeAPIServer { server in
            try await server.leases.create(LeaseObject("before"))
            var events = try await server.leases.watch().makeAsyncIterator()
            try await server.leases.create(LeaseObject("web", heldBy: "a"))
            let version = try await server.leases.get("web").metadata.resourceVersion ?? ""
            #expect(
                try await events.next()?.description
                    == "added lease default/web at version \(version), held by a")
            try await server.faults.cutWatches()
            try await server.leases.update("web") { $0.holderIdentity = "b" }
            try await server.leases.delete("web")
            guard case .modified(let lease)? = try await events.next() else {
                Issue.record("it was modified")
                return
            }
            #expect(lease.holderIdentity == "b")
            guard case .deleted? = try await events.next() else {
                Issue.record("it was deleted")
                return
            }
        }
    }

    private func expectFailure(
        _ kind: FakeAPIServerError.Kind, _ body: @Sendable () async throws -> some Sendable
    ) async throws {
        let error = await #expect(throws: FakeAPIServerError.self) { _ = try await body() }
        #expect(error?.kind == kind)
    }
}

@Suite(.limited) struct `The candidates of a cluster` {
    @Test(arguments: ["v1beta1", "v1alpha2", "v1alpha1"])
    func `are sent in the version that is served`(version: String) async throws {
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/\(version)=true"]
        ) { server in
            let candidate = LeaseCandidateObject("a", for: "web", binaryVersion: "1.36.0")
            let stored = try await server.leaseCandidates.create(candidate)
            #expect(stored.leaseName == "web")
            #expect(stored.strategy == "OldestEmulationVersion")
            #expect(stored.binaryVersion == "1.36.0" && stored.emulationVersion == "1.36.0")
            let renewed = try await server.leaseCandidates.update("a") {
                $0.renewTime = Timestamp(seconds: 1_795_953_991)
            }
            #expect(renewed.renewTime == Timestamp(seconds: 1_795_953_991))
            #expect(renewed.strategy == "OldestEmulationVersion")
        }
    }

    @Test func `are told to be switched on where none is served`() async throws {
        try await withFakeAPIServer { server in
            let error = await #expect(throws: FakeAPIServerError.self) {
                try await server.leaseCandidates.list()
            }
            #expect(error?.message.contains("leasecandidates are not served") == true)
        }
    }
}

@Suite(.limited) struct `The events of a lease` {
    @Test func `tell what happened to it from the call on`() async throws {
        try await withFakeAPIServer { server in
            let lease = server.lease("web")
            #expect(try await lease.current == nil)
            var events = try await lease.events.makeAsyncIterator()
            let start = Timestamp(seconds: 1_795_953_991)
            let leases = server.leases
            try await leases.create(
                LeaseObject("web", heldBy: "a", for: .seconds(15), renewedAt: start))
            try await leases.create(LeaseObject("other", heldBy: "x"))
            #expect(try await lease.isHeld(by: "a"))
            try await leases.update("web") { $0.renewTime = start + .seconds(2) }
            try await take(leases, "b", at: start + .seconds(3))
            try await take(leases, "c", at: start + .seconds(30))
            try await lease.release()
            #expect(try await lease.holder == nil)
            try await leases.update("web") { $0.metadata.labels = ["a": "b"] }
            try await leases.delete("web")

            var told: [String] = []
            while told.last != "default/web was deleted", let event = try await events.next() {
                told.append(event.description)
            }
            #expect(
                told == [
                    "default/web was taken by a", "default/web was renewed by a",
                    "default/web was stolen by b from a",
                    "default/web was taken over by c from b", "default/web was released by c",
                    "default/web was changed", "default/web was deleted",
                ])
        }
    }

    private func take(
        _ leases: ObjectCollection<LeaseObject>, _ holder: String, at time: Timestamp
    ) async throws {
        try await leases.update("web") {
            $0.holderIdentity = holder
            $0.acquireTime = time
            $0.renewTime = time
        }
    }
}
