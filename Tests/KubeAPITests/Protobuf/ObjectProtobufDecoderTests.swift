import KubeAPI
import KubeJSON
import KubeRegistry
import Testing

@Suite struct `Reading objects from protobuf` {
    @Test(
        arguments: [
            // The bytes end inside a tag, a length, a text, a number, a nested message.
            ("80", "unexpected EOF"), ("0a", "unexpected EOF"), ("0a 05 0a", "unexpected EOF"),
            ("12 02 10 ff", "unexpected EOF"), ("12 04 22 03 08 80", "unexpected EOF"),
            ("0a ff ff ff ff 07", "unexpected EOF"),
            // Unknown fields end too early.
            ("18 80", "unexpected EOF"), ("19 00", "unexpected EOF"), ("1d 00", "unexpected EOF"),
            ("1a 01", "unexpected EOF"), ("1b", "unexpected EOF"), ("1b 1b 1c", "unexpected EOF"),
            ("ff ff ff ff ff ff ff ff ff ff 01", "proto: integer overflow"),
            (
                "0a ff ff ff ff ff ff ff ff ff 01",
                "proto: negative length found during unmarshaling"
            ),
            ("08 00", "proto: wrong wireType = 0 for field ObjectMeta"),
            ("15 00 00 00 00", "proto: wrong wireType = 5 for field Spec"),
            ("12 02 08 0f", "proto: wrong wireType = 0 for field HolderIdentity"),
            ("12 02 12 00", "proto: wrong wireType = 2 for field LeaseDurationSeconds"),
            ("12 04 1a 02 0a 00", "proto: wrong wireType = 2 for field Seconds"),
            ("0a 02 28 00", "proto: wrong wireType = 0 for field UID"),
            ("0a 04 6a 02 28 00", "proto: wrong wireType = 0 for field APIVersion"),
            ("0a 05 8a 01 02 38 00", "proto: wrong wireType = 0 for field FieldsV1"),
            ("0c", "proto: Lease: wiretype end group for non-group"),
            ("12 01 0c", "proto: LeaseSpec: wiretype end group for non-group"),
            ("02 00", "proto: Lease: illegal tag 0 (wire type 2)"),
            (
                "80 80 80 80 40",
                "proto: Lease: illegal tag -2147483648 (wire type 17179869184)"
            ),
            ("1e", "proto: illegal wireType 6"),
            // Year 10000, and the last moment before it with too many nanoseconds.
            (
                "12 0b 22 09 08 80 86 f5 8b b0 07 10 00",
                "Time.MarshalJSON: year outside of range [0,9999]"
            ),
            (
                "12 0f 22 0d 08 ff 85 f5 8b b0 07 10 80 94 eb dc 03",
                "Time.MarshalJSON: year outside of range [0,9999]"
            ),
            (
                "12 0c 22 0a 08 ff ff ff ff ff ff ff ff 7f",
                "Time.MarshalJSON: year outside of range [0,9999]"
            ),
        ])
    func `says what is wrong with them`(message: String, error: String) {
        #expect(throws: ProtobufError(message: error)) {
            try ObjectProtobufDecoder.decode(bytes(hex: message), as: .lease)
        }
    }

    @Test(
        arguments: [
            // Unknown fields of every wire type, and groups within groups.
            ("18 07 19 00 00 00 00 00 00 00 00 1d 00 00 00 00 1a 01 00 1b 23 24 1c", ""),
            ("12 04 10 0f 10 1e", #""leaseDurationSeconds":30"#),
            ("12 06 0a 01 61 0a 01 62", #""holderIdentity":"b""#),
            // The parts of one message, in two places.
            ("12 03 0a 01 61 12 02 28 01", #""holderIdentity":"a","leaseTransitions":1"#),
            // What is too large for 32 bits loses its upper bits.
            ("12 06 10 81 80 80 80 10", #""leaseDurationSeconds":1"#),
            ("12 03 0a 01 ff", "\"holderIdentity\":\"\u{FFFD}\""),
            // Nanoseconds are cut to microseconds; the zero instant is a null however it is said.
            (
                "12 07 22 05 08 00 10 cf 0f",
                #""renewTime":"1970-01-01T00:00:00.000001Z""#
            ),
            ("12 0d 22 0b 08 80 92 b8 c3 98 fe ff ff ff 01", #""renewTime":null"#),
        ])
    func `follows the rules of protobuf`(message: String, spec: String) throws {
        let object = try ObjectProtobufDecoder.decode(bytes(hex: message), as: .lease)
        #expect(JSONWriter.text(.object(object)) == #"{"metadata":{},"spec":{\#(spec)}}"#)
    }

    @Test(
        arguments: [
            ("58 00", "proto: wrong wireType = 0 for field Labels"),
            ("5a 02 08 00", "proto: wrong wireType = 0 for field Labels"),
        ])
    func `reads no map from something else`(meta: String, error: String) {
        #expect(throws: ProtobufError(message: error)) {
            try ObjectProtobufDecoder.decode(bytes(hex: meta), as: .objectMeta)
        }
    }

    @Test(
        arguments: [
            // The last value of a key counts, a missing half is empty, and keys are sorted.
            (
                "5a 05 0a 01 62 12 00 5a 05 0a 01 61 12 00 5a 06 12 01 31 0a 01 62 5a 00",
                #"{"labels":{"":"","a":"","b":"1"}}"#
            ),
            // A set of fields that is no JSON stays what it is.
            ("8a 01 05 3a 03 0a 01 7b", #"{"managedFields":[{"fieldsV1":"{"}]}"#),
            ("8a 01 02 3a 00", #"{"managedFields":[{"fieldsV1":null}]}"#),
            ("42 00", "{}"), ("4a 00", #"{"deletionTimestamp":null}"#),
        ])
    func `reads metadata`(meta: String, json: String) throws {
        let object = try ObjectProtobufDecoder.decode(bytes(hex: meta), as: .objectMeta)
        #expect(JSONWriter.text(.object(object)) == json)
    }

    @Test func `puts a hundred thousand parts of one object together`() throws {
        var writer = ProtobufWriter()
        for number in 0..<100_000 {
            writer.writeMessage(at: 1) { meta in
                meta.writeMessage(at: 11) { $0.write(String(number), at: 1) }
            }
        }
        let object = try ObjectProtobufDecoder.decode(writer.bytes, as: .lease)
        #expect(object["metadata"]?["labels"]?.object?.count == 100_000)
    }

    @Test func `reads lists of ten thousand objects at most`() throws {
        func message(_ count: Int) -> [UInt8] {
            var writer = ProtobufWriter()
            for _ in 0..<count { writer.writeMessage(at: 17) { _ in } }
            return writer.bytes
        }
        let error = ProtobufError(
            message: "proto: more than 10000 elements for field ManagedFields")

        let object = try ObjectProtobufDecoder.decode(message(10_000), as: .objectMeta)

        #expect(object["managedFields"]?.array?.count == 10_000)
        #expect(throws: error) {
            try ObjectProtobufDecoder.decode(message(10_001), as: .objectMeta)
        }
    }
}
