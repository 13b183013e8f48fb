import KubeAPI
import KubeJSON
import KubeStore
import Testing

@testable import KubeRegistry

@Suite struct `Updating an object` {
    private static let lease = #"{"metadata":{"name":"a"},"spec":{"holderIdentity":"x"}}"#

    private func fixture() throws -> (RegistryFixture, created: JSONObject) {
        var fixture = try RegistryFixture()
        let created = try fixture.create("leases", Self.lease)
        fixture.now = instant(5)
        return (fixture, created)
    }

    // UPD-001
    @Test func `replaces it`() throws {
        var (fixture, created) = try fixture()

        let lease = try fixture.update(
            "leases/a",
            #"{"metadata":{"name":"a","resourceVersion":"\#(created.version)"},"spec":{}}"#)

        #expect(lease.holder == nil)
        #expect(lease.version != created.version)
        #expect(try fixture.get("leases/a") == lease)
    }

    // UPD-008
    @Test func `keeps what a client cannot change`() throws {
        var (fixture, created) = try fixture()

        let lease = try fixture.update(
            "leases/a",
            """
            {"metadata":{"name":"a","resourceVersion":"\(created.version)","generation":9,
             "creationTimestamp":"2000-01-01T00:00:00Z"},"spec":{"holderIdentity":"y"}}
            """)

        for key in ["uid", "creationTimestamp", "generation"] {
            #expect(lease.metadata[key] == created.metadata[key])
        }
    }

    // UPD-007
    @Test func `creates it when its name is free`() throws {
        var (fixture, _) = try fixture()
        let target = try fixture.target("leases/b")
        let document = try object(#"{"metadata":{"name":"b","resourceVersion":"7"},"spec":{}}"#)

        let stored = fixture.registry.prepareTree(at: target)
        let result = try fixture.registry.update(
            stored, to: document, at: target, fixture.context)

        #expect(result.isCreated)
        #expect(try fixture.get("leases/b").version != "7")
    }

    @Test func `does not create a namespace`() throws {
        var (fixture, _) = try fixture()

        let error = failure {
            try fixture.update("namespaces/new", #"{"metadata":{"name":"new"}}"#)
        }

        #expect(error?.code == 404)
    }

    // UPD-002
    @Test(arguments: [
        (
            "{}",
            "the name of the object (a based on URL) was undeterminable: name must be provided"
        ),
        (
            #"{"metadata":{"name":"b","uid":"other"}}"#,
            "the name of the object (b) does not match the name on the URL (a)"
        ),
        (
            #"{"metadata":{"name":"a","namespace":"x"}}"#,
            "the namespace of the provided object does not match the namespace sent on the request"
        ),
    ])
    func `must be of the object in the path`(text: String, message: String) throws {
        var (fixture, _) = try fixture()

        let error = failure { try fixture.update("leases/a", text) }

        #expect(error?.code == 400)
        #expect(error?.message == message)
    }

    // UPD-003
    @Test(arguments: ["", "0"])
    func `needs a version`(version: String) throws {
        var (fixture, _) = try fixture()

        let error = failure {
            try fixture.update(
                "leases/a", #"{"metadata":{"name":"a","resourceVersion":"\#(version)"}}"#)
        }

        #expect(error?.code == 422)
        #expect(
            error?.message == #"leases.coordination.k8s.io "a" is invalid: "#
                + "metadata.resourceVersion: Invalid value: 0: must be specified for an update")
        #expect(error?.details?.kind == "leases")
    }

    // UPD-004
    @Test func `must know the newest version`() throws {
        var (fixture, created) = try fixture()
        try fixture.merge("leases/a", #"{"spec":{"holderIdentity":"y"}}"#)

        let error = failure {
            try fixture.update(
                "leases/a",
                #"{"metadata":{"name":"a","resourceVersion":"\#(created.version)"}}"#)
        }

        #expect(error?.code == 409)
        #expect(
            error?.message == #"Operation cannot be fulfilled on leases.coordination.k8s.io "a": "#
                + "the object has been modified; please apply your changes to the latest version "
                + "and try again")
    }

    // UPD-005
    @Test func `with a version that is no number is refused`() throws {
        var (fixture, _) = try fixture()

        let error = failure {
            try fixture.update("leases/a", #"{"metadata":{"name":"a","resourceVersion":"abc"}}"#)
        }

        #expect(error?.code == 500)
        #expect(error?.message == #"strconv.ParseUint: parsing "abc": invalid syntax"#)
    }

    // UPD-006
    @Test(arguments: ["a", "missing"])
    func `must be of the object with its uid`(name: String) throws {
        var (fixture, created) = try fixture()
        let stored = name == "a" ? created.metadataText("uid") : ""

        let error = failure {
            try fixture.update(
                "leases/\(name)", #"{"metadata":{"name":"\#(name)","uid":"other"}}"#)
        }

        #expect(error?.code == 409)
        #expect(
            error?.message == "Operation cannot be fulfilled on leases.coordination.k8s.io "
                + "\"\(name)\": StorageError: invalid object, Code: 4, Key: "
                + "/registry/leases/lab/\(name), ResourceVersion: 0, AdditionalErrorMsg: "
                + "Precondition failed: UID in precondition: other, UID in object meta: \(stored)")
    }

    // UPD-011
    @Test func `that changes nothing stores nothing`() throws {
        var (fixture, created) = try fixture()

        let lease = try fixture.update(
            "leases/a",
            #"{"metadata":{"name":"a","resourceVersion":"\#(created.version)"},"#
                + #""spec":{"holderIdentity":"x"}}"#)

        #expect(lease == created)
        #expect(String(fixture.registry.store.revision) == created.version)
    }

    // DRY-002
    @Test func `on trial shows what would be, with the present version`() throws {
        var (fixture, created) = try fixture()

        let lease = try fixture.update(
            "leases/a",
            #"{"metadata":{"name":"a","resourceVersion":"\#(created.version)"},"#
                + #""spec":{"holderIdentity":"y"}}"#, fixture.dryRun)

        #expect(lease.holder == "y")
        #expect(lease.version == created.version)
        #expect(try fixture.get("leases/a") == created)
    }

    // META-005
    @Test func `repeats causes but not their text`() throws {
        var (fixture, created) = try fixture()

        let error = failure {
            try fixture.update(
                "leases/a",
                """
                {"metadata":{"name":"a","resourceVersion":"\(created.version)",
                 "labels":{"bad key":""}}}
                """)
        }

        #expect(error?.details?.causes.count == 3)
        #expect(Set(error?.details?.causes ?? []).count == 1)
    }
}
