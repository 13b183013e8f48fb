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
}
