import KubeAPI
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeRegistry

@Suite struct `Merging the oldest updates` {
    @Test(arguments: UInt64(0)..<300)
    func `comes to the same as merging them one by one`(seed: UInt64) {
        var random = Random(seed: seed)
        let managed = Self.managed(&random)
        var (merged, reference) = (managed, managed)

        merged.mergeOldestUpdates()
        reference.mergeOneByOne()

        #expect(merged.json == reference.json)
    }

    /// Up to 30 entries of a few managers, versions and times.
    private static func managed(_ random: inout Random) -> ManagedFields {
        var managed = ManagedFields()
        for _ in 0..<Int.random(in: 8...30, using: &random) {
            let number = Int.random(in: 0...20, using: &random)
            let version = Bool.random(using: &random) ? "v1" : "v1beta1"
            let identity = ManagedFields.Identity(
                manager: number < 3 ? "ancient-changes" : "m\(number)",
                operation: number == 20 ? .apply : .update, apiVersion: version,
                subresource: Int.random(in: 0...4, using: &random) == 0 ? "status" : "")
            guard managed[identity] == nil else { continue }
            let seconds = Int64.random(in: 0...6, using: &random)
            managed.entries.append(
                ManagedFields.Entry(
                    origin: ManagedFields.Origin(
                        identity: identity, apiVersion: version,
                        time: .string(TimeFormat.seconds.format(Timestamp(seconds: seconds)))),
                    fields: FieldSet(fields: ["f\(Int.random(in: 0...9, using: &random))"])))
        }
        return managed
    }
}

extension ManagedFields {
    /// The same, told step by step as upstream does it.
    fileprivate mutating func mergeOneByOne() {
        let updates = entries.filter { $0.origin.identity.operation == .update }
        var excess = updates.count - Self.updateEntriesMax
        var oldest: [String: Identity] = [:]
        for entry in updates.sorted(by: { $0.origin.precedes($1.origin) }) where excess > 0 {
            let version = entry.origin.apiVersion
            guard let first = oldest[version] else {
                oldest[version] = entry.origin.identity
                continue
            }
            let identity = Identity(
                manager: "ancient-changes", operation: .update, apiVersion: version, subresource: ""
            )
            var merged = remove(identity) ?? remove(first) ?? entry
            merged.origin.identity = identity
            merged.origin.time = entry.origin.time
            merged.fields = merged.fields.union(entry.fields)
            entries.append(merged)
            _ = remove(entry.origin.identity)
            excess -= 1
        }
    }
}
