import KubeAPI
import KubeJSON
import KubeRegistry
import Testing

/// Messages written by hand from the field numbers, or taken from the specification.
@Suite struct `Objects in protobuf` {
    struct Vector: Sendable, CustomTestStringConvertible {
        let kind: Kind
        let json: String
        let hex: String

        init(_ kind: Kind, _ json: String, _ hex: String) {
            self.kind = kind
            self.json = json
            self.hex = hex
        }

        var testDescription: String { "\(kind.apiVersion) \(kind.name) \(json)" }
    }

    /// `ObjectMeta` in which nothing is set: texts, generation and creation time all the same.
    static let emptyMeta = "0a 00 12 00 1a 00 22 00 2a 00 32 00 38 00 42 00"

    @Test(arguments: vectors)
    func `are written byte for byte as Kubernetes writes them`(vector: Vector) throws {
        var writer = ProtobufWriter()
        ObjectProtobufEncoder.write(
            try object(vector.json), as: vector.kind.schema, into: &writer)
        #expect(hex(writer.bytes) == hex(bytes(hex: vector.hex)))
    }

    @Test(arguments: vectors)
    func `are read from these bytes`(vector: Vector) throws {
        let read = try ObjectProtobufDecoder.decode(
            bytes(hex: vector.hex), as: vector.kind.schema)
        let expected = vector.kind.schema.canonical(try object(vector.json))
        #expect(JSONWriter.text(.object(read)) == JSONWriter.text(.object(expected)))
    }

    static let vectors = [
        Vector(.leaseV1, "{}", "0a 10 \(emptyMeta) 12 00"),
        // A pointer to the zero instant is there, and says nothing.
        Vector(.leaseV1, #"{"spec":{"acquireTime":null}}"#, "0a 10 \(emptyMeta) 12 02 1a 00"),
        // Pointers to zero values, and a negative number in ten bytes.
        Vector(
            .leaseV1,
            #"{"spec":{"holderIdentity":"","leaseDurationSeconds":-1,"leaseTransitions":0}}"#,
            "0a 10 \(emptyMeta) 12 0f 0a 00 10 ff ff ff ff ff ff ff ff ff 01 28 00"),
        // A time before 1970: whole seconds round down, nanoseconds are never negative.
        Vector(
            .leaseV1, #"{"spec":{"renewTime":"1969-12-31T23:59:59.500000Z"}}"#,
            """
            0a 10 \(emptyMeta)
            12 13 22 11 08 ff ff ff ff ff ff ff ff ff 01 10 80 ca b5 ee 01
            """),
        Vector(
            .leaseV1, #"{"spec":{"strategy":"s","preferredHolder":"p"}}"#,
            "0a 10 \(emptyMeta) 12 06 32 01 73 3a 01 70"),
        Vector(
            .leaseV1,
            """
            {"metadata":{"labels":{"a":"1","b":""},"annotations":{"c":"d"},"finalizers":["f","g"],
             "deletionTimestamp":"1970-01-01T00:00:01Z","deletionGracePeriodSeconds":0}}
            """,
            """
            0a 35 \(emptyMeta) 4a 04 08 01 10 00 50 00
            5a 06 0a 01 61 12 01 31 5a 05 0a 01 62 12 00 62 06 0a 01 63 12 01 64
            72 01 66 72 01 67 12 00
            """),
        Vector(
            .leaseV1,
            """
            {"metadata":{"ownerReferences":[{"apiVersion":"v1","kind":"K","name":"n","uid":"u",
             "controller":false}],"managedFields":[{"manager":"m","operation":"Apply",
             "fieldsV1":{"f:a":{}}}]}}
            """,
            """
            0a 42 \(emptyMeta) 6a 0f 0a 01 4b 1a 01 6e 22 01 75 2a 02 76 31 30 00
            8a 01 1e 0a 01 6d 12 05 41 70 70 6c 79 1a 00 32 00
            3a 0c 0a 0a 7b 22 66 3a 61 22 3a 7b 7d 7d 42 00 12 00
            """),
        Vector(
            .leaseCandidateV1Beta1, "{}", "0a 10 \(emptyMeta) 12 08 0a 00 22 00 2a 00 32 00"),
        Vector(
            .leaseCandidateV1Alpha1, #"{"spec":{"preferredStrategies":["X","Y"]}}"#,
            "0a 10 \(emptyMeta) 12 0c 0a 00 22 00 2a 00 32 01 58 32 01 59"),
        Vector(
            .namespaceV1, #"{"spec":{"finalizers":["k"]},"status":{"phase":"Active"}}"#,
            "0a 10 \(emptyMeta) 12 03 0a 01 6b 1a 08 0a 06 41 63 74 69 76 65"),
        Vector(
            .eventV1, #"{"count":2,"eventTime":null,"series":{"count":1}}"#,
            """
            0a 10 \(emptyMeta) 12 0e 0a 00 12 00 1a 00 22 00 2a 00 32 00 3a 00 1a 00 22 00
            2a 04 0a 00 12 00 32 00 3a 00 40 02 4a 00 52 00 5a 04 08 01 12 00 62 00 72 00 7a 00
            """),
        Vector(
            .eventsEventV1, #"{"note":"n","deprecatedCount":1}"#,
            """
            0a 10 \(emptyMeta) 12 00 22 00 2a 00 32 00 3a 00
            42 0e 0a 00 12 00 1a 00 22 00 2a 00 32 00 3a 00 52 01 6e 5a 00
            62 04 0a 00 12 00 6a 00 72 00 78 01
            """),
        Vector(
            .leaseV1.list, #"{"metadata":{"resourceVersion":"7","remainingItemCount":2}}"#,
            "0a 09 0a 00 12 01 37 1a 00 20 02"),
        Vector(
            .status, #"{"metadata":{},"status":"Failure","code":404}"#,
            """
            0a 06 0a 00 12 00 1a 00 12 07 46 61 69 6c 75 72 65 1a 00 22 00 30 94 03
            """),
        Vector(
            .status, #"{"details":{"name":"n","causes":[{"reason":"r","field":"f"}]}}"#,
            """
            0a 06 0a 00 12 00 1a 00 12 00 1a 00 22 00
            2a 15 0a 01 6e 12 00 1a 00 22 08 0a 01 72 12 00 1a 01 66 28 00 32 00 30 00
            """),
        Vector(
            .apiResourceList,
            #"{"groupVersion":"v1","resources":[{"name":"n","namespaced":true,"verbs":["get"]}]}"#,
            """
            0a 02 76 31
            12 16 0a 01 6e 10 01 1a 00 22 05 0a 03 67 65 74 32 00 42 00 4a 00 52 00
            """),
        Vector(
            .partialObjectMetadata.list, #"{"items":[{}]}"#,
            "0a 06 0a 00 12 00 1a 00 12 12 0a 10 \(emptyMeta)"),
        // The older version has the two the other way round.
        Vector(
            .partialObjectMetadataListV1Beta1, #"{"items":[{}]}"#,
            "0a 12 0a 10 \(emptyMeta) 12 06 0a 00 12 00 1a 00"),
    ]

    private func object(_ json: String) throws -> JSONObject {
        try #require(try JSONParser.parse(json).object)
    }
}

@Suite struct `A document in protobuf` {
    /// The worked vector of the specification.
    private static let lease = """
        6b 38 73 00 0a 1f 0a 16 63 6f 6f 72 64 69 6e 61 74 69 6f 6e 2e 6b 38 73 2e 69 6f 2f 76 31
        12 05 4c 65 61 73 65 12 2c 0a 18 0a 01 61 12 00 1a 07 64 65 66 61 75 6c 74 22 00 2a 00
        32 00 38 00 42 00 12 10 0a 01 68 10 0f 22 09 08 a5 eb dc ca 06 10 f0 2e 1a 00 22 00
        """

    private static let leaseJSON =
        #"{"metadata":{"name":"a","namespace":"default"},"spec":{"holderIdentity":"h","#
        + #""leaseDurationSeconds":15,"renewTime":"2026-01-02T03:04:05.000006Z"}}"#

    @Test func `is an envelope around a message`() throws {
        let object = try #require(try JSONParser.parse(Self.leaseJSON).object)
        let document = ProtobufEnvelope.write(
            apiVersion: "coordination.k8s.io/v1", kind: "Lease"
        ) {
            ObjectProtobufEncoder.write(object, as: .lease, into: &$0)
        }
        #expect(hex(document) == hex(bytes(hex: Self.lease)))
    }

    @Test func `is read back`() throws {
        let envelope = try ProtobufEnvelope(reading: bytes(hex: Self.lease))
        let object = try ObjectProtobufDecoder.decode(envelope.content, as: .lease)

        #expect(envelope.apiVersion == "coordination.k8s.io/v1")
        #expect(envelope.kind == "Lease")
        #expect(JSONWriter.text(.object(object)) == Self.leaseJSON)
    }

    @Test(
        arguments: [
            ("", "empty data"),
            (
                "6b 38 73",
                "provided data does not appear to be a protobuf message, expected prefix "
                    + "[107 56 115 0]"
            ),
            (
                "7b 7d 20 20 20",
                "provided data does not appear to be a protobuf message, expected prefix "
                    + "[107 56 115 0]"
            ),
            ("6b 38 73 00", "empty body"),
            ("6b 38 73 00 ff ff", "unexpected EOF"),
            ("6b 38 73 00 08 00", "proto: wrong wireType = 0 for field TypeMeta"),
            ("6b 38 73 00 0a 02 10 00", "proto: wrong wireType = 0 for field Kind"),
            ("6b 38 73 00 10 00", "proto: wrong wireType = 0 for field Raw"),
            ("6b 38 73 00 18 00", "proto: wrong wireType = 0 for field ContentEncoding"),
            ("6b 38 73 00 04", "proto: Unknown: wiretype end group for non-group"),
        ])
    func `says what is wrong with it`(document: String, message: String) {
        #expect(throws: ProtobufError(message: message)) {
            try ProtobufEnvelope(reading: bytes(hex: document))
        }
    }

    @Test func `may leave everything out`() throws {
        let envelope = try ProtobufEnvelope(reading: bytes(hex: "6b 38 73 00 2a 00"))
        #expect(envelope.apiVersion.isEmpty && envelope.kind.isEmpty && envelope.content.isEmpty)
    }
}
