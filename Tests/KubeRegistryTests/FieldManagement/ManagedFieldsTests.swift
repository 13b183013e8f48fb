import KubeAPI
import KubeJSON
import KubeTime
import Testing

@testable import KubeRegistry

@Suite struct `Managed fields that a client sends` {
    private let manager = FieldManager.leases

    private func created() throws -> JSONObject {
        manager.updated(nil, to: try lease(spec: #""holderIdentity":"h""#), by: "m1", at: 1)
    }

    private func submitted(_ managedFields: String) throws -> JSONObject {
        var lease = try lease(spec: #""holderIdentity":"i""#)
        lease.managedFields = try JSONParser.parse(managedFields)
        return lease
    }

    private static let good =
        #"{"manager":"own","operation":"Apply","apiVersion":"coordination.k8s.io/v1","#
        + #""fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:leaseTransitions":{}}}}"#

    @Test func `are where bookkeeping starts`() throws {
        let updated = manager.updated(
            try created(), to: try submitted("[\(Self.good)]"), by: "m2", at: 2)

        #expect(
            owners(of: updated) == [
                #"Apply own v1: {"spec":{"leaseTransitions":{}}}"#,
                #"Update m2 v1 02: {"spec":{"holderIdentity":{}}}"#,
            ])
    }

    @Test(arguments: [
        good.replacing("Apply", with: "apply"), good.replacing("FieldsV1", with: "FieldsV2"),
        good.replacing(#""fieldsType":"FieldsV1","#, with: ""),
        good.replacing("coordination.k8s.io/v1", with: ""), good.replacing("f:spec", with: "spec"),
        good + ",{}",
    ])
    func `are ignored when they cannot be read`(entries: String) throws {
        let updated = manager.updated(
            try created(), to: try submitted("[\(entries)]"), by: "m2", at: 2)

        #expect(owners(of: updated) == [#"Update m2 v1 02: {"spec":{"holderIdentity":{}}}"#])
    }

    @Test func `forget all owners when they are one empty entry`() throws {
        let reset = manager.updated(try created(), to: try submitted("[{}]"), by: "m2", at: 2)
        let later = manager.updated(reset, to: try lease(), by: "m2", at: 3)

        #expect(owners(of: reset) == [])
        #expect(owners(of: later) == [])
    }

    @Test func `forget all owners when they are an empty list`() throws {
        let reset = manager.updated(
            try created(), to: try submitted("[]"), by: "m2", at: 2, resets: true)

        #expect(reset.managedFields == nil)
    }

    @Test func `do not stop the tracking of a new object`() throws {
        let created = manager.updated(nil, to: try submitted("[{}]"), by: "m", resets: true)

        #expect(owners(of: created) == [#"Update m v1 00: {"spec":{"holderIdentity":{}}}"#])
    }

    @Test func `do not count when a subresource is written`() throws {
        let updated = manager.updated(
            try created(), to: try submitted("[{}]"), by: "m2", at: 2, subresource: "status")

        #expect(owners(of: updated) == [#"Update m2 v1 status 02: {"spec":{"holderIdentity":{}}}"#])
    }
}

@Suite struct `The list of managed fields` {
    @Test func `is sorted by operation, time, manager and version`() throws {
        let entry = { (manager: String, operation: String, version: String, time: String) in
            #"{"manager":"\#(manager)","operation":"\#(operation)","apiVersion":"\#(version)","#
                + (time.isEmpty ? "" : #""time":"2026-01-01T00:00:\#(time)Z","#)
                + #""fieldsType":"FieldsV1","fieldsV1":{"f:a":{}}}"#
        }
        let sorted = [
            entry("z", "Apply", "v1", ""), entry("a", "Apply", "v1", "09"),
            entry("c", "Update", "v1", "01"), entry("B", "Update", "v1", "02"),
            entry("b", "Update", "v1", "02"), entry("b", "Update", "v2", "02"),
        ]
        let json = try JSONParser.parse("[\(sorted.reversed().joined(separator: ","))]")

        let managed = try ManagedFields(json)

        #expect(JSONWriter.text(managed.json ?? .null) == "[\(sorted.joined(separator: ","))]")
    }

    @Test func `merges the oldest updates when there are more than ten`() throws {
        let manager = FieldManager.leases
        var stored = manager.updated(
            nil, to: try lease(metadata: #","annotations":{"k0":"v"}"#), by: "m0", at: 0)
        for round in 1...12 {
            var annotations = stored["metadata"]?["annotations"]?.object ?? JSONObject()
            annotations["k\(round)"] = "v"
            var metadata = stored["metadata"]?.object ?? JSONObject()
            metadata["annotations"] = .object(annotations)
            var new = stored
            new["metadata"] = .object(metadata)
            stored = manager.updated(stored, to: new, by: "m\(round)", at: Int64(round))
        }

        let owners = owners(of: stored)

        #expect(owners.count == 10)
        #expect(
            owners[0] == #"Update ancient-changes v1 03: {"metadata":{"annotations":"#
                + #"{".":{},"k0":{},"k1":{},"k2":{},"k3":{}}}}"#)
        #expect(owners[9] == #"Update m12 v1 12: {"metadata":{"annotations":{"k12":{}}}}"#)
    }

    // MFD-009
    @Test func `leaves an older entry than the merged one as it is`() {
        var managed = ManagedFields()
        let names = ["older", "ancient-changes"] + (2...10).map { "m\($0)" }
        for (second, name) in names.enumerated() {
            let identity = ManagedFields.Identity(
                manager: name, operation: .update, apiVersion: "v1", subresource: "")
            managed.entries.append(
                ManagedFields.Entry(
                    origin: ManagedFields.Origin(
                        identity: identity, apiVersion: "v1",
                        time: .string(TimeFormat.seconds.format(instant(Int64(second))))),
                    fields: FieldSet(fields: [name])))
        }
        // A merged entry that was written since is not the next to go.
        managed.entries[1].origin.time = managed.entries[10].origin.time

        managed.mergeOldestUpdates()

        let lease: JSONObject = ["metadata": ["managedFields": managed.json ?? .null]]
        #expect(owners(of: lease).count == 10)
        #expect(owners(of: lease).first == #"Update older v1 00: {"older":{}}"#)
        #expect(
            owners(of: lease).contains(
                #"Update ancient-changes v1 02: {"ancient-changes":{},"m2":{}}"#))
    }
}
