import KubeAPI
import KubeJSON
import KubeRegistry
import Testing

@Suite struct `The canonical form of an object` {
    @Test func `leaves out empty values of fields that Go omits when empty`() throws {
        let document = try JSONParser.parse(
            """
            {"metadata":{"name":"a","labels":{},"finalizers":[]},
             "spec":{"leaseName":"l","emulationVersion":"","preferredStrategies":[]}}
            """)
        var decoder = ObjectDecoder()
        let object = try decoder.decode(
            try #require(document.object), as: Kind.leaseCandidateV1Alpha1.schema)
        #expect(
            JSONWriter.text(.object(object))
                == #"{"metadata":{"name":"a"},"spec":{"leaseName":"l"}}"#)
    }

    @Test func `writes zero values of fields that are always there`() {
        let object = Kind.leaseCandidateV1Beta1.schema.emptyObject
        #expect(
            JSONWriter.text(.object(object))
                == #"{"metadata":{},"spec":{"leaseName":"","binaryVersion":""}}"#)
    }
}
