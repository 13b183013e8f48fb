import KubeAPI
import KubeJSON
import Testing

@Suite struct `Objects that go through protobuf` {
    @Test(arguments: ObjectGenerator.kinds.indices)
    func `come back as they were`(index: Int) throws {
        let schema = ObjectGenerator.kinds[index].schema
        var generator = ObjectGenerator(seed: UInt64(index))
        for _ in 0..<100 {
            let object = generator.object(schema)

            var writer = ProtobufWriter()
            ObjectProtobufEncoder.write(object, as: schema, into: &writer)
            let back = try ObjectProtobufDecoder.decode(writer.bytes, as: schema)

            #expect(JSONWriter.text(.object(back)) == JSONWriter.text(.object(object)))
        }
    }
}
