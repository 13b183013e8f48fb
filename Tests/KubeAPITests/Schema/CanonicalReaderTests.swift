import KubeJSON
import KubeRegistry
import KubeTime
import Testing

@testable import KubeAPI

@Suite struct `Reading a document straight into canonical form` {
    /// A lease as a client gets it, without its types.
    private static let lease =
        #"{"metadata":{"name":"a","namespace":"lab","uid":"u-1","resourceVersion":"7","#
        + #""creationTimestamp":"2026-01-02T03:04:05Z","labels":{"a":"1","b":"\u003c"},"#
        + #""managedFields":[{"manager":"m","operation":"Update","#
        + #""apiVersion":"coordination.k8s.io/v1","time":"2026-01-02T03:04:05Z","#
        + #""fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:renewTime":{}}}}]},"#
        + #""spec":{"holderIdentity":"h","leaseDurationSeconds":15,"#
        + #""renewTime":"2026-01-02T03:04:05.000006Z"}}"#

    @Test func `takes what has the same text from the object that is known`() throws {
        let known = try Self.known(Self.lease)
        let text = Self.lease.replacing(".000006Z", with: ".000007Z").replacing(",", with: " ,\n")

        let object = try #require(Self.read(text, known))

        #expect(object["metadata"]?.isSame(as: try #require(known.object["metadata"])) == true)
        #expect(object["spec"]?["renewTime"] == "2026-01-02T03:04:05.000007Z")
        #expect(object["spec"]?["holderIdentity"] == "h")
        #expect(try #require(Self.read(Self.lease, known)).isSame(as: known.object))
    }

    @Test(arguments: [
        // Other members are no longer the same, whatever their order.
        (#"{"spec":{"holderIdentity":"h"},"metadata":{"name":"a"}}"#),
        (#"{"kind":"Lease","metadata":{"creationTimestamp":null},"apiVersion":"#
            + #""coordination.k8s.io/v1","spec":{"leaseTransitions":0,"holderIdentity":""}}"#),
        (#"{"metadata":{"labels":{"b":"ü","a":""},"annotations":{},"finalizers":["f"],"#
            + #""ownerReferences":[{"uid":"u","controller":true}]}}"#),
        (" { } "),
    ])
    func `reads what is new`(text: String) throws {
        let expected = try Self.decode(text)
        #expect(Self.read(text).map { JSONWriter.text(.object($0)) } == expected)
        #expect(
            Self.read(text, try Self.known(Self.lease)).map { JSONWriter.text(.object($0)) }
                == expected)
    }

    @Test(arguments: [
        "", "{", "{}}", "[]", "null", #"{"metadata":{},}"#, #"{"spec":{"holderIdentity":"h}}"#,
        #"{"spec":{"unknown":1}}"#, #"{"metadata":{},"metadata":{}}"#, #"{"Kind":"Lease"}"#,
        #"{"kind":"Lease","kind":"Lease"}"#, #"{"kind":"Other"}"#, #"{"kind":null}"#,
        #"{"spec":{"holderIdentity":"\u0068"}}"#, #"{"spec":{"holderIdentity":7}}"#,
        #"{"spec":{"leaseDurationSeconds":1.0}}"#, #"{"spec":{"leaseDurationSeconds":-0}}"#,
        #"{"spec":{"leaseDurationSeconds":3000000000}}"#,
        #"{"spec":{"renewTime":"2026-01-02T03:04:05Z"}}"#,
        #"{"spec":{"renewTime":"2026-02-30T03:04:05.000000Z"}}"#,
        #"{"spec":{"renewTime":"2026-01-02T04:04:05.000000+01:00"}}"#,
        #"{"spec":{"renewTime":"0001-01-01T00:00:00.000000Z"}}"#,
        #"{"metadata":{"managedFields":[]}}"#, #"{"metadata":{"labels":{"a":null}}}"#,
    ])
    func `leaves what is unusual to others`(text: String) {
        #expect(Self.read(text) == nil)
    }

    @Test(arguments: [Kind.leaseV1, .leaseCandidateV1Beta1, .eventV1, .namespaceV1])
    func `gives what the decoder gives of the parsed document, or nothing`(kind: Kind) throws {
        var random = Random(seed: 11)
        var (readCount, sharedCount) = (0, 0)
        for _ in 0..<500 {
            var documents = RandomDocuments(oddness: random.next() % 2 == 0 ? 0 : 30, random)
            let first = documents.text(of: documents.object(of: kind.schema))
            guard let object = try? Self.decoded(first, kind).object else { continue }
            let known = Self.known(object)
            let second = documents.text(of: documents.changed(object))
            random = documents.random
            for text in [first, second] {
                guard let read = CanonicalReader.read(Array(text.utf8), as: kind, sharing: known)
                else { continue }
                let expected = try Self.decoded(text, kind)
                try #require(expected.problems.isEmpty)
                try #require(
                    JSONWriter.text(.object(read)) == JSONWriter.text(.object(expected.object)),
                    "\(text) after \(first)")
                readCount += 1
                if read.contains(where: { object[$0.key]?.isSame(as: $0.value) == true }) {
                    sharedCount += 1
                }
            }
        }
        #expect(readCount > 300)
        #expect(sharedCount > 150)
    }
}

extension `Reading a document straight into canonical form` {
    private static func read(
        _ text: String, _ known: CanonicalReader.Known? = nil
    ) -> JSONObject? {
        CanonicalReader.read(Array(text.utf8), as: .leaseV1, sharing: known)
    }

    private static func decoded(
        _ text: String, _ kind: Kind
    ) throws -> (object: JSONObject, problems: [String]) {
        let document = try #require(try JSONParser.parse(text).object)
        var decoder = ObjectDecoder()
        let object = try decoder.decode(document, as: kind.schema)
        return (object, decoder.problems)
    }

    private static func decode(_ text: String) throws -> String {
        JSONWriter.text(.object(try decoded(text, .leaseV1).object))
    }

    private static func known(_ text: String) throws -> CanonicalReader.Known {
        known(try decoded(text, .leaseV1).object)
    }

    private static func known(_ object: JSONObject) -> CanonicalReader.Known {
        var writer = JSONWriter()
        writer.writeMembers(of: object)
        writer.write(raw: "}")
        return CanonicalReader.Known(object, body: writer.bytes)
    }
}
