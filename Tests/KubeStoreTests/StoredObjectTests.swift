import KubeJSON
import Testing

@testable import KubeStore

@Suite struct `A stored object` {
    @Test(
        arguments: [
            #"{"metadata":{"name":"a"}}"#,
            #"{"metadata":{"name":"a","labels":{"}":"{"}},"spec":{}}"#,
            #"{"metadata":{"annotations":{"x":"\"}\\"},"name":"a"},"spec":{"x":{}}}"#,
        ])
    func `has its metadata at hand`(text: String) throws {
        let object = try #require(try JSONParser.parse(text).object)
        let stored = StoredObject(
            key: ObjectKey(resource: "leases", namespace: "default", name: "a"), revision: 1,
            object: object, fields: [])

        let metadata = try JSONParser.parse([UInt8(ascii: "{")] + #require(stored.metadataBody))

        #expect(metadata == .object(JSONObject([("metadata", object["metadata"] ?? .null)])))
    }

    @Test(arguments: [
        (#"{"metadata":{"name":"a","ownerReferences":[{"uid":"1"}]}}"#, true),
        (#"{"metadata":{"name":"a","finalizers":["x/y"]},"spec":{}}"#, true),
        (#"{"metadata":{"name":"a","managedFields":[{"f:finalizers":{}}]}}"#, false),
        (
            #"{"metadata":{"annotations":{"x":"\"finalizers\":[]"},"labels":{"finalizers":""}}}"#,
            false
        ),
        (#"{"metadata":{}}"#, false), (#"{"spec":[[],"finalizers"]}"#, false),
    ])
    func `knows whether it has owners or finalizers, however it was made`(
        text: String, isTied: Bool
    ) throws {
        let object = try #require(try JSONParser.parse(text).object)
        let stored = StoredObject(
            key: leaseKey("a"), revision: 1, object: object, fields: [])
        let restored = StoredObject(
            key: leaseKey("a"), revision: 1, body: stored.body, labels: [], fields: [])

        #expect(stored.hasOwnersOrFinalizers == isTied)
        #expect(restored.hasOwnersOrFinalizers == isTied)
    }
}
