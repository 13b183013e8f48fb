import KubeAPI
import KubeJSON
import KubeTime
import Testing

@testable import KubeRegistry

@Suite struct `A renewal` {
    private let manager = FieldManager.leases

    @Test func `puts its writer's entry behind those that are older now`() throws {
        let spec = { (holder: String, seconds: Int) in
            #""holderIdentity":"\#(holder)","leaseDurationSeconds":\#(seconds)"#
        }
        let created = manager.updated(nil, to: try lease(spec: spec("h", 15)), by: "m1", at: 1)
        let shared = manager.updated(
            created, to: try created.with(spec("h", 20)), by: "m2", at: 2)
        let renewed = manager.updated(shared, to: try shared.with(spec("i", 20)), by: "m1", at: 3)

        #expect(
            owners(of: renewed) == [
                #"Update m2 v1 02: {"spec":{"leaseDurationSeconds":{}}}"#,
                #"Update m1 v1 03: {"spec":{"holderIdentity":{}}}"#,
            ])
    }

    /// Whatever several managers write and apply, through subresources too.
    @Test(arguments: 0..<40)
    func `leaves the managed fields that a comparison leaves`(seed: Int) throws {
        var random = Random(seed: UInt64(seed))
        var stored = manager.updated(nil, to: try randomLease(&random), by: "m1")
        var renewals = 0
        for turn in 1...80 {
            let writer = FieldManager.Writer(
                manager: random.pick(["m1", "m1", "m1", "m2"]),
                subresource: random.pick(["", "", "", "status"]), now: instant(Int64(turn) / 3))
            if random.pick(1...10) == 1 {
                stored = try applied(to: stored, by: writer, &random)
                continue
            }
            let new = try submission(to: stored, &random)
            var (renewed, compared) = (new, new)
            let isRenewal = manager.renew(stored, by: &renewed, writer)
            manager.compare(stored, with: &compared, by: writer)
            if isRenewal {
                renewals += 1
                #expect(JSONWriter.text(.object(renewed)) == JSONWriter.text(.object(compared)))
            }
            stored = compared
        }
        #expect(renewals > 2)
    }
}

// MARK: - Random writes

/// Members of a spec, each there or not, with one of a few values.
private func randomSpec(_ random: inout Random) -> String {
    let holder = #""holderIdentity":"\#(random.pick(["a", "b"]))""#
    let time = #""renewTime":"2026-01-02T03:04:0\#(random.pick(1...3)).000000Z""#
    let members = [holder, time, #""leaseTransitions":\#(random.pick(0...2))"#]
    return members.filter { _ in random.pick(1...25) > 1 }.joined(separator: ",")
}

private func randomLease(_ random: inout Random) throws -> JSONObject {
    let label = #","labels":{"x":"\#(random.pick(["1", "2"]))"}"#
    let finalizer = #","finalizers":["example.com/\#(random.pick(["f", "g"]))"]"#
    let owner = #","ownerReferences":[{"uid":"u","name":"\#(random.pick(["n", "o"]))"}]"#
    let parts = [label, finalizer, owner].filter { _ in random.pick(1...3) == 1 }
    return try lease(metadata: parts.joined(), spec: randomSpec(&random))
}

/// What a client sends in the place of `stored`: mostly that with another spec.
private func submission(to stored: JSONObject, _ random: inout Random) throws -> JSONObject {
    var new = stored
    switch random.pick(1...20) {
    case 1: new = try randomLease(&random)
    case 2: new.metadata["labels"] = .object(["x": .string(random.pick(["1", "2"]))])
    case 3: new.metadata["resourceVersion"] = "7"
    case 4: new.managedFields = nil
    case 5: new.managedFields = [[:]]
    case 6: new.managedFields = .array((stored.managedFields?.array ?? []).reversed())
    case 7:
        new.managedFields = [
            [
                "manager": "m1", "operation": "Update", "apiVersion": "coordination.k8s.io/v1",
                "fieldsType": "FieldsV1",
                "fieldsV1": [
                    "f:metadata": [
                        "f:name": [:], "f:resourceVersion": [:], "f:labels": [".": [:]],
                    ],
                    "f:spec": ["f:renewTime": ["f:x": [:]], "f:holderIdentity": [".": [:]]],
                ],
            ],
            ["manager": "m3", "operation": "Update", "apiVersion": "v0", "fieldsType": "FieldsV1"],
        ]
    case 8: new.managedFields = stored.managedFields?.spelledBackwards
    case 9:
        new = try stored.with(randomSpec(&random))
        new.managedFields = stored.managedFields?.spelledBackwards
    case 10:
        new = try stored.with(randomSpec(&random))
        new.managedFields = nil
        new.metadata["name"] = nil
    default: return try stored.with(randomSpec(&random))
    }
    return new
}

extension `A renewal` {
    private func applied(
        to stored: JSONObject, by writer: FieldManager.Writer, _ random: inout Random
    ) throws -> JSONObject {
        let configuration = try object(
            #"{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"a"},"#
                + #""spec":{\#(randomSpec(&random))}}"#)
        return try manager.apply(configuration, onto: stored, by: writer, force: true)
    }
}

extension JSONObject {
    /// The lease with another spec.
    fileprivate func with(_ spec: String) throws -> JSONObject {
        var lease = self
        lease.spec = try KubeRegistryTests.lease(spec: spec).spec
        return lease
    }
}

extension JSONValue {
    /// The same value with the members of all objects in the opposite order.
    fileprivate var spelledBackwards: JSONValue {
        switch self {
        case .object(let object):
            .object(JSONObject(object.reversed().map { ($0.key, $0.value.spelledBackwards) }))
        case .array(let elements): .array(elements.map(\.spelledBackwards))
        default: self
        }
    }
}

extension Random {
    fileprivate mutating func pick<Choices: Collection>(_ choices: Choices) -> Choices.Element {
        choices[
            choices.index(choices.startIndex, offsetBy: Int(next() % UInt64(choices.count)))]
    }
}
