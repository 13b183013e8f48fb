import KubeAPI
import KubeJSON
import KubeTime
import Testing

@testable import KubeRegistry

extension FieldManager {
    /// What `live` becomes when `manager` applies the configuration of these metadata and spec.
    fileprivate func applied(
        _ spec: String, metadata: String = "", to live: JSONObject?, by manager: String,
        at second: Int64 = 0, force: Bool = false
    ) throws -> JSONObject {
        let configuration = try object(
            #"{"apiVersion":"\#(kind.apiVersion)","kind":"\#(kind.name)","#
                + #""metadata":{"name":"a"\#(metadata)}"#
                + (spec.isEmpty ? "}" : #","spec":{\#(spec)}}"#))
        return try apply(
            configuration, onto: live, by: Writer(manager: manager, now: instant(second)),
            force: force)
    }
}

/// The spec of `lease` in one line.
private func spec(of lease: JSONObject) -> String {
    JSONWriter.text(lease["spec"] ?? .null)
}

@Suite struct `Applying to a lease` {
    private let manager = FieldManager.leases

    @Test func `that does not exist creates it and owns no containers`() throws {
        let created = try manager.applied(
            #""leaseDurationSeconds":10,"holderIdentity":"h""#,
            metadata: #","labels":{"x":"1"},"annotations":{},"creationTimestamp":null"#,
            to: nil, by: "one", at: 1)

        #expect(spec(of: created) == #"{"holderIdentity":"h","leaseDurationSeconds":10}"#)
        #expect(
            owners(of: created) == [
                #"Apply one v1 01: {"metadata":{"annotations":{},"labels":{"x":{}}},"#
                    + #""spec":{"holderIdentity":{},"leaseDurationSeconds":{}}}"#
            ])
    }

    @Test func `removes what its manager owned alone and no longer applies`() throws {
        let created = try manager.applied(
            #""holderIdentity":"h","leaseDurationSeconds":10"#,
            metadata: #","annotations":{"k":"v"}"#, to: nil, by: "one", at: 1)
        let applied = try manager.applied(
            #""holderIdentity":"h""#, to: created, by: "one", at: 2)

        #expect(spec(of: applied) == #"{"holderIdentity":"h"}"#)
        #expect(applied["metadata"]?["annotations"] == nil)
        #expect(owners(of: applied) == [#"Apply one v1 02: {"spec":{"holderIdentity":{}}}"#])
    }

    @Test func `keeps what another manager owns too`() throws {
        let created = try manager.applied(#""holderIdentity":"h""#, to: nil, by: "one", at: 1)
        let shared = try manager.applied(#""holderIdentity":"h""#, to: created, by: "two", at: 2)
        let left = try manager.applied("", to: shared, by: "one", at: 3)

        #expect(
            owners(of: shared) == [
                #"Apply two v1: {"spec":{"holderIdentity":{}}}"#,
                #"Apply one v1 01: {"spec":{"holderIdentity":{}}}"#,
            ])
        #expect(spec(of: left) == #"{"holderIdentity":"h"}"#)
        #expect(owners(of: left) == [#"Apply two v1: {"spec":{"holderIdentity":{}}}"#])
    }

    @Test func `again changes nothing`() throws {
        let text = #""holderIdentity":"h","renewTime":"2026-01-02T04:04:05.000000+01:00""#
        let metadata = #","finalizers":["b/x","a/x"],"labels":{"z":"1","a":null}"#
        let created = try manager.applied(
            text, metadata: metadata, to: nil, by: "one", at: 1)

        #expect(
            try manager.applied(text, metadata: metadata, to: created, by: "one", at: 2)
                == created)
    }

    @Test func `says who owns what it would change`() throws {
        let created = try manager.applied(#""holderIdentity":"h1""#, to: nil, by: "one", at: 1)

        let error = #expect(throws: StatusError.self) {
            try manager.applied(#""holderIdentity":"h2""#, to: created, by: "two")
        }

        #expect(error?.code == 409)
        #expect(error?.reason == "Conflict")
        #expect(
            error?.message
                == #"Apply failed with 1 conflict: conflict with "one": .spec.holderIdentity"#)
        #expect(
            error?.details
                == StatusError.Details(
                    causes: [
                        StatusError.Cause(
                            reason: "FieldManagerConflict", message: #"conflict with "one""#,
                            field: ".spec.holderIdentity")
                    ]))
    }

    @Test func `lists several conflicts by owner`() throws {
        var live = try manager.applied(
            #""leaseDurationSeconds":1"#, metadata: #","labels":{"example.com/x":"y"}"#, to: nil,
            by: "zed")
        var new = live
        new["spec"] = .object(try object(#"{"holderIdentity":"h","leaseDurationSeconds":1}"#))
        live = manager.updated(live, to: new, by: "curl", subresource: "status")

        let error = #expect(throws: StatusError.self) {
            try manager.applied(
                #""leaseDurationSeconds":2,"holderIdentity":"i""#,
                metadata: #","labels":{"example.com/x":"z"}"#, to: live, by: "two")
        }

        #expect(
            error?.message == """
                Apply failed with 3 conflicts: conflicts with "curl" with subresource "status" \
                using coordination.k8s.io/v1:
                - .spec.holderIdentity
                conflicts with "zed":
                - .metadata.labels.example.com/x
                - .spec.leaseDurationSeconds
                """)
    }

    @Test func `by force takes fields from their owners`() throws {
        let created = try manager.applied(
            #""holderIdentity":"h1","leaseDurationSeconds":10"#, to: nil, by: "one", at: 1)
        let forced = try manager.applied(
            #""holderIdentity":"h2""#, to: created, by: "two", at: 2, force: true)

        #expect(spec(of: forced) == #"{"holderIdentity":"h2","leaseDurationSeconds":10}"#)
        #expect(
            owners(of: forced) == [
                #"Apply one v1 01: {"spec":{"leaseDurationSeconds":{}}}"#,
                #"Apply two v1 02: {"spec":{"holderIdentity":{}}}"#,
            ])
    }

    @Test func `conflicts with an update that took the field`() throws {
        let created = try manager.applied(#""holderIdentity":"h1""#, to: nil, by: "one")
        let updated = manager.updated(
            created, to: try lease(spec: #""holderIdentity":"h2""#), by: "curl")

        #expect(owners(of: updated) == [#"Update curl v1 00: {"spec":{"holderIdentity":{}}}"#])
        #expect(throws: StatusError.self) {
            try manager.applied(#""holderIdentity":"h3""#, to: updated, by: "one")
        }
        #expect(
            owners(of: try manager.applied(#""holderIdentity":"h2""#, to: updated, by: "one")) == [
                #"Apply one v1: {"spec":{"holderIdentity":{}}}"#,
                #"Update curl v1 00: {"spec":{"holderIdentity":{}}}"#,
            ])
    }

    @Test func `that nobody tracked records what was there before`() throws {
        let live = try lease(
            metadata: #","labels":{"x":"y"}"#, spec: #""holderIdentity":"h""#)

        let applied = try manager.applied(
            #""leaseTransitions":1"#, to: live, by: "one", at: 7)

        #expect(
            owners(of: applied) == [
                #"Apply one v1 07: {"spec":{"leaseTransitions":{}}}"#,
                #"Update before-first-apply v1 07: {"metadata":{"labels":{".":{},"x":{}}},"#
                    + #""spec":{"holderIdentity":{}}}"#,
            ])
    }

    @Test func `a null unsets a field and owns it`() throws {
        let created = try manager.applied(
            #""holderIdentity":"h","leaseDurationSeconds":1"#, to: nil, by: "one")
        let applied = try manager.applied(
            #""holderIdentity":null,"leaseDurationSeconds":1"#, to: created, by: "one", at: 1)

        #expect(spec(of: applied) == #"{"leaseDurationSeconds":1}"#)
        #expect(
            owners(of: applied) == [
                #"Apply one v1 01: {"spec":{"holderIdentity":{},"leaseDurationSeconds":{}}}"#
            ])
    }

    // SSA-004
    @Test func `a null in a map sets the empty text`() throws {
        let applied = try manager.applied(
            "", metadata: #","labels":{"a":null},"annotations":{"b":null}"#, to: nil, by: "one")

        #expect(applied["metadata"]?["labels"] == ["a": ""])
        #expect(applied["metadata"]?["annotations"] == ["b": ""])
        #expect(
            owners(of: applied) == [
                #"Apply one v1 00: {"metadata":{"annotations":{"b":{}},"labels":{"a":{}}}}"#
            ])
    }

    @Test(arguments: [
        (["a", "b"], ["b", "a"], ["b", "a"]), (["a", "l", "b"], ["b", "a"], ["l", "b", "a"]),
        (["l", "a"], ["n", "a"], ["l", "n", "a"]), (["a", "l"], ["a", "n"], ["a", "l", "n"]),
        (["l"], ["n"], ["l", "n"]), ([], ["n"], ["n"]), (["l"], [], ["l"]),
    ])
    func `merges sets in the order of the configuration`(
        live: [String], configured: [String], merged: [String]
    ) throws {
        let list = { (texts: [String]) in
            #","finalizers":["# + texts.map { "\"\($0)\"" }.joined(separator: ",") + "]"
        }

        let applied = try manager.applied(
            "", metadata: list(configured), to: try lease(metadata: list(live)), by: "one")

        #expect(applied.managedFields != nil || configured.isEmpty)
        #expect(
            (applied["metadata"]?["finalizers"]?.array ?? []) == merged.map { .string($0) })
    }

    @Test func `takes owner references whole and tells them apart by uid`() throws {
        let live = try manager.applied(
            "",
            metadata: #"""
                ,"ownerReferences":[
                {"apiVersion":"v1","kind":"K","name":"n","uid":"u1","controller":true},
                {"apiVersion":"v1","kind":"K","name":"n","uid":"u2"}]
                """#, to: nil, by: "one")
        let applied = try manager.applied(
            "",
            metadata: #"""
                ,"ownerReferences":[{"apiVersion":"v1","kind":"K","name":"m","uid":"u1"}]
                """#, to: live, by: "two", force: true)

        #expect(
            applied["metadata"]?["ownerReferences"]
                == (try JSONParser.parse(
                    #"""
                    [{"apiVersion":"v1","kind":"K","name":"m","uid":"u1"},
                     {"apiVersion":"v1","kind":"K","name":"n","uid":"u2"}]
                    """#)))
        #expect(
            owners(of: applied) == [
                #"Apply one v1 00: {"metadata":{"ownerReferences":{"k:{\"uid\":\"u2\"}":{}}}}"#,
                #"Apply two v1 00: {"metadata":{"ownerReferences":{"k:{\"uid\":\"u1\"}":{}}}}"#,
            ])
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `and taking back gives what was there`(seed: UInt64) throws {
        var random = Random(seed: seed)
        let choose = { (texts: [String]) in
            texts.filter { _ in Bool.random(using: &random) }.joined(separator: ",")
        }
        let base = manager.updated(
            nil,
            to: try lease(
                metadata: #","labels":{\#(choose([#""a":"1""#, #""b":"2""#]))}"#,
                spec: choose([#""holderIdentity":"h""#, #""leaseTransitions":0"#])),
            by: "base")
        let text = choose([#""holderIdentity":"i""#, #""leaseDurationSeconds":5"#])
        let metadata = #","labels":{\#(choose([#""b":"2""#, #""c":"3""#]))}"#
        let mine = #""acquireTime":"2026-01-02T03:04:05.000000Z""#
        let full = text.isEmpty ? mine : "\(text),\(mine)"

        let applied = try manager.applied(
            full, metadata: metadata, to: base, by: "one", at: 1, force: true)
        let again = try manager.applied(
            full, metadata: metadata, to: applied, by: "one", at: 2)
        let withdrawn = try manager.applied("", to: applied, by: "one", at: 3)

        #expect(again == applied)
        #expect(withdrawn["spec"]?["acquireTime"] == nil)
        #expect(withdrawn["spec"]?["leaseTransitions"] == base["spec"]?["leaseTransitions"])
        #expect(withdrawn["metadata"]?["labels"]?["c"] == nil)
        #expect(
            withdrawn["metadata"]?["labels"]?["a"] == base["metadata"]?["labels"]?["a"])
        #expect(!owners(of: withdrawn).contains { $0.hasPrefix("Apply") })
    }
}

@Suite struct `Applying what kubectl applied on its own before` {
    private let manager = FieldManager.leases
    private let annotation = "kubectl.kubernetes.io/last-applied-configuration"

    private func created(
        holder: String,
        note: String =
            #"{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","#
            + #""metadata":{"name":"a"},"spec":{"holderIdentity":"h"}}"#
    ) throws -> JSONObject {
        let text = JSONWriter.text(.string(note))
        return manager.updated(
            nil,
            to: try lease(
                metadata: #","annotations":{"\#(annotation)":\#(text)}"#,
                spec: #""holderIdentity":"\#(holder)","leaseDurationSeconds":1"#),
            by: "kubectl-client-side-apply")
    }

    @Test func `takes the fields over and renews the note`() throws {
        let applied = try manager.applied(
            #""holderIdentity":"i""#, to: try created(holder: "h"), by: "kubectl", at: 1)

        #expect(spec(of: applied) == #"{"holderIdentity":"i","leaseDurationSeconds":1}"#)
        #expect(
            owners(of: applied).first == #"Apply kubectl v1 01: {"spec":{"holderIdentity":{}}}"#)
        #expect(
            applied["metadata"]?["annotations"]?[annotation]?.string
                == #"{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","#
                + #""metadata":{"name":"a"},"spec":{"holderIdentity":"i"}}"# + "\n")
    }

    @Test(arguments: [("kubectl", "changed"), ("other", "h")])
    func `conflicts when the value or the manager is another`(
        name: String, holder: String
    ) throws {
        let live = try created(holder: holder)

        #expect(throws: StatusError.self) {
            try manager.applied(#""holderIdentity":"i""#, to: live, by: name)
        }
    }

    @Test func `conflicts only about what was not applied`() throws {
        let live = try created(holder: "h")

        let error = #expect(throws: StatusError.self) {
            try manager.applied(
                #""holderIdentity":"i","leaseDurationSeconds":2"#, to: live, by: "kubectl")
        }

        #expect(
            error?.message == "Apply failed with 1 conflict: conflict with "
                + "\"kubectl-client-side-apply\" using coordination.k8s.io/v1: "
                + ".spec.leaseDurationSeconds")
    }

    @Test(arguments: [
        "", "no JSON", #"{"apiVersion":"coordination.k8s.io/v1","spec":{"holderIdentity":"h"}}"#,
        #"{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","#
            + #""spec":{"holderIdentity":"h","foo":1}}"#,
    ])
    func `does not go by a note that is no configuration`(note: String) throws {
        let live = try created(holder: "h", note: note)

        #expect(throws: StatusError.self) {
            try manager.applied(#""holderIdentity":"i""#, to: live, by: "kubectl")
        }
    }

    @Test func `leaves an empty note as it is`() throws {
        let applied = try manager.applied(
            #""holderIdentity":"h""#, to: try created(holder: "h", note: ""), by: "kubectl")

        #expect(applied["metadata"]?["annotations"]?[annotation] == "")
    }
}
