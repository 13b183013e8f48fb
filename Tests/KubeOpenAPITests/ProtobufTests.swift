import KubeAPI
import KubeJSON
import Testing

@testable import KubeOpenAPI

@Suite struct `A document of OpenAPI 2 in protobuf` {
    @Test func `has the fields of gnostic's messages`() {
        let document = JSONObject(members: ["swagger": "2.0", "info": ["title": "K"]])

        #expect(
            ProtobufWriter.encode(document)
                == [0x0A, 3] + Array("2.0".utf8) + [0x12, 3, 0x0A, 1] + Array("K".utf8))
    }

    @Test func `nests definitions, their types and their extensions`() {
        let document = JSONObject(members: [
            "definitions": ["A": ["type": "object", "x-y": "z"]]
        ])

        let type: [UInt8] = [0xB2, 0x01, 8, 0x0A, 6] + Array("object".utf8)
        let any: [UInt8] = [0x12, 5, 0x12, 3] + Array(#""z""#.utf8)
        let namedAny: [UInt8] = [0x0A, 3] + Array("x-y".utf8) + any
        let schema = type + [0xFA, 0x01, UInt8(namedAny.count)] + namedAny
        let named: [UInt8] = [0x0A, 1] + Array("A".utf8) + [0x12, UInt8(schema.count)] + schema
        let definitions = [0x0A, UInt8(named.count)] + named
        #expect(ProtobufWriter.encode(document) == [0x4A, UInt8(definitions.count)] + definitions)
    }

    @Test(
        arguments: [
            (["in": "query", "name": "q"], [0x12, 12, 0x1A, 10, 0x12, 5], [0x22, 1]),
            (["in": "path", "name": "q"], [0x12, 11, 0x22, 9, 0x12, 4], [0x22, 1]),
            (["in": "body", "name": "q"], [0x0A, 9, 0x1A, 4], [0x12, 1]),
        ] as [(JSONValue, [UInt8], [UInt8])])
    func `tells the kinds of parameters apart`(
        parameter: JSONValue, head: [UInt8], nameHead: [UInt8]
    ) {
        let document = JSONObject(members: [
            "paths": ["/": ["parameters": [parameter]]]
        ])

        let location = Array((parameter["in"]?.string ?? "").utf8)
        let content = head + location + nameHead + Array("q".utf8)
        let item: [UInt8] = [0x0A, UInt8(content.count)] + content
        #expect(ProtobufWriter.encode(document).suffix(item.count).elementsEqual(item))
    }

    @Test func `says all that the JSON says`() throws {
        var documents = try OpenAPIDocuments.ofEverything()

        let (json, protobuf) = documents.v2()

        // Whatever has no field trips an assertion; texts are stored as they are.
        let text = String(decoding: protobuf, as: UTF8.self)
        for (_, _, operation) in try JSONParser.parse(json.bytes).operations {
            let id = try #require(operation["operationId"]?.string)
            #expect(text.contains(id))
        }
    }
}
