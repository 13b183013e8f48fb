import Foundation
import KubeAPI
import KubeJSON
import KubeTime
import Testing

/// Whatever comes in, reading ends in an object or in an error.
///
/// `FUZZ=1` tries ten times as much.
@Suite struct `Damaged protobuf` {
    private static let roundsMax =
        ProcessInfo.processInfo.environment["FUZZ"] == nil ? 10_000 : 100_000

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `never stops the reader`(seed: UInt64) throws {
        var mutator = Mutator(seed: seed)
        for round in 0..<Self.roundsMax {
            let (document, schema) = mutator.next()
            guard let envelope = try? ProtobufEnvelope(reading: document),
                let object = try? ObjectProtobufDecoder.decode(envelope.content, as: schema)
            else { continue }
            guard round % 16 == 0 else { continue }
            // What could be read is an object like any other.
            var writer = ProtobufWriter()
            ObjectProtobufEncoder.write(object, as: schema, into: &writer)
            let back = try ObjectProtobufDecoder.decode(writer.bytes, as: schema)
            #expect(JSONWriter.text(.object(back)) == JSONWriter.text(.object(object)))
        }
    }
}

/// Takes sound documents and damages them.
private struct Mutator {
    private let documents: [(bytes: [UInt8], schema: ObjectSchema)]
    private var random: Random

    init(seed: UInt64) {
        var generator = ObjectGenerator(seed: seed)
        documents = ObjectGenerator.kinds.map { kind in
            let object = generator.object(kind.schema)
            let bytes = ProtobufEnvelope.write(apiVersion: kind.apiVersion, kind: kind.name) {
                ObjectProtobufEncoder.write(object, as: kind.schema, into: &$0)
            }
            // Short documents are damaged where it matters, and quickly.
            return (Array(bytes.prefix(400)), kind.schema)
        }
        random = Random(seed: seed)
    }

    mutating func next() -> (document: [UInt8], schema: ObjectSchema) {
        var (bytes, schema) = documents[number(below: documents.count)]
        // Now and then a document is read as what it is not.
        if number(below: 8) == 0 { schema = documents[number(below: documents.count)].schema }
        for _ in 0...number(below: 3) { damage(&bytes) }
        return (bytes, schema)
    }

    private mutating func damage(_ bytes: inout [UInt8]) {
        // The first four bytes only say that this is protobuf.
        guard bytes.count > 5 else { return bytes.append(UInt8(truncatingIfNeeded: random.next())) }
        let place = 4 + number(below: bytes.count - 4)
        let end = place + number(below: bytes.count - place)
        switch number(below: 7) {
        case 0: bytes[place] ^= 1 << UInt8(number(below: 8))
        case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 2: bytes[place] = [0, 0x7F, 0x80, 0xFF][number(below: 4)]
        case 3: bytes.removeSubrange(place..<end)
        case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 5: bytes.removeLast(bytes.count - place)
        default:
            let other = documents[number(below: documents.count)].bytes
            bytes.insert(contentsOf: other.suffix(number(below: 40)), at: place)
        }
    }

    private mutating func number(below limit: Int) -> Int {
        Int(random.next() % UInt64(limit))
    }
}
