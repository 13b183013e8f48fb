import KubeAPI
import KubeJSON
import Testing

@testable import KubeRegistry

extension RegistryFixture {
    /// What a patch of the lease `a` leads to.
    fileprivate mutating func patch(
        _ patch: ObjectPatch, _ fieldValidation: WriteOptions.FieldValidation = .warn
    ) throws -> WriteResult {
        var context = context
        context.options.fieldValidation = fieldValidation
        return try registry.patch(try target("leases/a"), with: patch, context)
    }
}

/// A registry with the lease `a`.
private func fixture() throws -> RegistryFixture {
    var fixture = try RegistryFixture()
    try fixture.create("leases", #"{"metadata":{"name":"a"},"spec":{"holderIdentity":"h"}}"#)
    return fixture
}

@Suite struct `An empty list of managed fields in a patch` {
    // MFD-012
    @Test func `forgets all owners`() throws {
        let members: JSONObject = ["metadata": ["managedFields": []]]
        let operation: JSONValue = [
            "op": "replace", "path": "/metadata/managedFields", "value": [],
        ]
        for patch in [
            .merge(JSONMergePatch(members)), .strategic(members),
            .json(try JSONPatch(decoding: [operation], isLenient: false)),
        ] as [ObjectPatch] {
            var fixture = try fixture()
            _ = try fixture.patch(patch)

            #expect(try fixture.get("leases/a").managedFields == nil)
        }
    }
}

@Suite struct `Owners that a patch repeats` {
    // CRE-013
    @Test func `are dropped with a warning of their own`() throws {
        var fixture = try fixture()
        let owners = ["u", "v", "u", "v"].map {
            #"{"apiVersion":"v1","kind":"Pod","name":"p","uid":"\#($0)"}"#
        }
        let patch = try object(
            #"{"metadata":{"ownerReferences":[\#(owners.joined(separator: ","))]}}"#)

        let result = try fixture.patch(.merge(JSONMergePatch(patch)))

        #expect(
            result.warnings == [
                ".metadata.ownerReferences contains duplicate entries after mutating admission "
                    + "happens; API server dedups owner references in 1.20+, and may reject such "
                    + "requests as early as 1.24; please fix your requests; duplicate UID(s) "
                    + "observed: u, v"
            ])
        #expect(try fixture.get("leases/a").metadata["ownerReferences"]?.array?.count == 2)
    }
}

@Suite struct `A patch that takes an object's kind away` {
    private func refusal(of patch: ObjectPatch) throws -> StatusError? {
        var fixture = try fixture()
        return failure { try fixture.patch(patch) }
    }

    // PAT-007
    @Test func `is refused as a document that says nothing`() throws {
        let number = try refusal(of: .merge(JSONMergePatch(["kind": 5])))
        let list = try refusal(
            of: .json(
                JSONPatch(
                    decoding: [["op": "replace", "path": "", "value": []]], isLenient: false)))

        for error in [number, list] { #expect(error?.code == 422) }
        #expect(
            number?.message.hasSuffix(
                "couldn't get version/kind; json parse error: json: cannot unmarshal number into "
                    + "Go struct field .kind of type string") == true)
        #expect(
            list?.message.hasPrefix(
                #" "" is invalid: patch: Invalid value: "[]": couldn't get version/kind; "#
                    + "json parse error: json: cannot unmarshal array into Go value of type struct")
                == true)
    }
}

@Suite struct `A strategic merge patch of an object` {
    // PAT-007
    @Test func `with a value of a wrong type is refused in the words of a conversion`() throws {
        var fixture = try fixture()
        let patch = try object(#"{"spec":{"leaseDurationSeconds":"abc"}}"#)

        let error = failure { try fixture.patch(.strategic(patch)) }

        #expect(error?.code == 422)
        #expect(
            error?.message == #" "" is invalid: patch: Invalid value: "#
                + #""map[spec:map[leaseDurationSeconds:abc]]": unrecognized type: int32"#)
    }

    // FVL-002, FVL-004
    @Test func `tells what comes twice first, then sorted what is unknown`() throws {
        var fixture = try fixture()
        let patch = try object(#"{"spec":{"b":1,"a":1,"b":2}}"#)
        let problems = [
            #"duplicate field "spec.b""#, #"unknown field "spec.a""#, #"unknown field "spec.b""#,
        ]

        let error = failure { try fixture.patch(.strategic(patch), .strict) }
        let result = try fixture.patch(.strategic(patch))

        #expect(error?.code == 422)
        #expect(
            error?.message.hasSuffix(
                "strict decoding error: \(problems.joined(separator: ", "))") == true)
        #expect(result.warnings == problems)
    }
}

@Suite struct `Patching an object` {
    @Test func `needs no version, but honours one`() throws {
        var fixture = try RegistryFixture()
        let created = try fixture.create("leases", #"{"metadata":{"name":"a"}}"#)
        let patched = try fixture.merge("leases/a", #"{"spec":{"holderIdentity":"y"}}"#)

        let error = failure {
            try fixture.merge(
                "leases/a", #"{"metadata":{"resourceVersion":"\#(created.version)"}}"#)
        }

        #expect(patched.holder == "y")
        #expect(error?.code == 409)
    }

    @Test func `that does not exist is refused`() throws {
        var fixture = try RegistryFixture()

        let error = failure { try fixture.merge("leases/a", "{}") }

        #expect(error?.code == 404)
        #expect(error?.message == #"leases.coordination.k8s.io "a" not found"#)
    }

    // PAT-007
    @Test func `into something else is refused`() throws {
        var fixture = try RegistryFixture()
        try fixture.create("leases", #"{"metadata":{"name":"a"}}"#)

        let kind = failure { try fixture.merge("leases/a", #"{"kind":"Pod"}"#) }
        let type = failure { try fixture.merge("leases/a", #"{"spec":{"holderIdentity":7}}"#) }
        let name = failure { try fixture.merge("leases/a", #"{"metadata":{"name":"b"}}"#) }

        #expect(kind?.code == 422)
        #expect(kind?.message.contains(#"no kind "Pod" is registered for version"#) == true)
        #expect(type?.code == 422)
        #expect(type?.message.contains("json: cannot unmarshal number into Go struct") == true)
        #expect(name?.code == 400)
    }

    @Test func `that changes nothing stores nothing`() throws {
        var fixture = try RegistryFixture()
        let created = try fixture.create(
            "leases", #"{"metadata":{"name":"a"},"spec":{"holderIdentity":"x"}}"#)
        fixture.now = instant(5)

        let patched = try fixture.merge("leases/a", #"{"spec":{"holderIdentity":"x"}}"#)

        #expect(patched == created)
    }

    @Test func `warns of unknown fields`() throws {
        var fixture = try RegistryFixture()
        try fixture.create("leases", #"{"metadata":{"name":"a"}}"#)
        let patch = ObjectPatch.merge(JSONMergePatch(try object(#"{"spec":{"foo":1}}"#)))

        let result = try fixture.registry.patch(
            try fixture.target("leases/a"), with: patch, fixture.context)

        #expect(result.warnings == [#"unknown field "spec.foo""#])
    }
}
