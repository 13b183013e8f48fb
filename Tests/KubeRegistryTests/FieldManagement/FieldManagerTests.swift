import KubeAPI
import KubeJSON
import KubeTime
import Testing

@testable import KubeRegistry

@Suite struct `Updating managed fields` {
    @Test func `gives a new object to its creator`() throws {
        let new = try lease(
            metadata: #","labels":{"x":"y"},"finalizers":["example.com/f"]"#,
            spec: #""holderIdentity":"h","renewTime":"2026-01-01T00:00:05.000000Z""#)

        let created = FieldManager.leases.updated(nil, to: new, by: "curl", at: 5)

        #expect(
            JSONWriter.text(try #require(created.managedFields))
                == #"[{"manager":"curl","operation":"Update","apiVersion":"coordination.k8s.io/v1","#
                + #""time":"2026-01-01T00:00:05Z","fieldsType":"FieldsV1","fieldsV1":"#
                + #"{"f:metadata":{"f:finalizers":{".":{},"v:\"example.com/f\"":{}},"#
                + #""f:labels":{".":{},"f:x":{}}},"#
                + #""f:spec":{"f:holderIdentity":{},"f:renewTime":{}}}}]"#)
    }

    @Test func `leaves an object of which nothing is tracked without any, for good`() throws {
        let manager = FieldManager.leases
        let created = manager.updated(nil, to: try lease(), by: "one")
        let updated = manager.updated(
            created, to: try lease(spec: #""holderIdentity":"h""#), by: "two")

        #expect(owners(of: created) == [])
        #expect(owners(of: updated) == [])
    }

    @Test func `moves what is written and drops what is gone`() throws {
        let manager = FieldManager.leases
        let created = manager.updated(
            nil,
            to: try lease(
                metadata: #","labels":{"q":"r"}"#,
                spec: #""holderIdentity":"h","leaseDurationSeconds":15"#),
            by: "m1", at: 1)
        let updated = manager.updated(
            created,
            to: try lease(
                metadata: #","labels":{"q":"s"}"#,
                spec: #""holderIdentity":"z","renewTime":"2026-01-01T00:00:05.000000Z""#),
            by: "m2", at: 2)

        #expect(
            owners(of: updated) == [
                #"Update m1 v1 01: {"metadata":{"labels":{}}}"#,
                #"Update m2 v1 02: {"metadata":{"labels":{"q":{}}},"#
                    + #""spec":{"holderIdentity":{},"renewTime":{}}}"#,
            ])
    }

    @Test func `changes no time when fields are only removed`() throws {
        let manager = FieldManager.leases
        let created = manager.updated(
            nil, to: try lease(spec: #""holderIdentity":"h","leaseDurationSeconds":15"#),
            by: "m1", at: 1)
        let updated = manager.updated(
            created, to: try lease(spec: #""leaseDurationSeconds":15"#), by: "m2", at: 2)

        #expect(owners(of: updated) == [#"Update m1 v1 01: {"spec":{"leaseDurationSeconds":{}}}"#])
    }

    @Test func `keeps everything when nothing changes`() throws {
        let manager = FieldManager.leases
        let new = try lease(spec: #""holderIdentity":"h""#)
        let created = manager.updated(nil, to: new, by: "m1", at: 1)

        #expect(manager.updated(created, to: new, by: "m2", at: 2) == created)
        #expect(manager.updated(created, to: created, by: "m2", at: 2) == created)
    }

    @Test func `gives back the times that a client changed`() throws {
        let manager = FieldManager.leases
        let created = manager.updated(
            nil, to: try lease(spec: #""holderIdentity":"h""#), by: "m1", at: 1)
        var submitted = created
        submitted.managedFields = .array(
            (created.managedFields?.array ?? []).map { entry in
                var entry = entry.object ?? JSONObject()
                entry["time"] = "2020-01-01T00:00:00Z"
                return .object(entry)
            })

        #expect(submitted != created)
        #expect(manager.updated(created, to: submitted, by: "m2", at: 2) == created)
    }

    @Test func `keeps entries of one manager apart by version and subresource`() throws {
        let (v1beta1, v1alpha2) = (
            FieldManager(.leaseCandidateV1Beta1, apiVersions: ["coordination.k8s.io/v1alpha2"]),
            FieldManager(.leaseCandidateV1Alpha2, apiVersions: ["coordination.k8s.io/v1beta1"])
        )
        let created = v1beta1.updated(
            nil, to: try object(#"{"metadata":{},"spec":{"leaseName":"l","binaryVersion":"1"}}"#),
            by: "m", at: 1)
        let updated = v1alpha2.updated(
            created,
            to: try object(#"{"metadata":{},"spec":{"leaseName":"l","binaryVersion":"2"}}"#),
            by: "m", at: 2)
        let changed = v1alpha2.updated(
            updated,
            to: try object(#"{"metadata":{},"spec":{"leaseName":"k","binaryVersion":"2"}}"#),
            by: "m", at: 2, subresource: "status")

        #expect(
            owners(of: updated) == [
                #"Update m v1beta1 01: {"spec":{"leaseName":{}}}"#,
                #"Update m v1alpha2 02: {"spec":{"binaryVersion":{}}}"#,
            ])
        #expect(
            owners(of: changed) == [
                #"Update m v1alpha2 02: {"spec":{"binaryVersion":{}}}"#,
                #"Update m v1alpha2 status 02: {"spec":{"leaseName":{}}}"#,
            ])
    }

    @Test func `drops entries of versions that it does not know`() throws {
        let manager = FieldManager(.leaseCandidateV1Beta1)
        let old = FieldManager(.leaseCandidateV1Alpha2).updated(
            nil, to: try object(#"{"metadata":{},"spec":{"leaseName":"l"}}"#), by: "m")
        let new = manager.updated(
            old, to: try object(#"{"metadata":{},"spec":{"leaseName":"k"}}"#), by: "m")

        #expect(owners(of: new) == [#"Update m v1beta1 00: {"spec":{"leaseName":{}}}"#])
    }

    @Test(arguments: [
        ("kubectl/v1.36.0 (linux/amd64) kubernetes/abc", "kubectl"),
        ("OpenAPI-Generator/33.1/python", "OpenAPI-Generator"), ("curl", "curl"),
        ("", "unknown"), ("/x", "unknown"), ("a\u{7}b\u{200B}c d/1", "abc d"),
        (String(repeating: "é", count: 65), String(repeating: "é", count: 64)),
    ])
    func `names a manager after its user agent`(userAgent: String, name: String) {
        #expect(FieldManager.name(userAgent: userAgent) == name)
    }
}
