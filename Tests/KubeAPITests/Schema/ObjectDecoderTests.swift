import KubeAPI
import KubeJSON
import KubeRegistry
import Testing

@Suite struct `Decoding an object` {
    /// The canonical form of the lease that `text` spells, and the problems on the way.
    private func decode(_ text: String) throws -> (text: String, problems: [String]) {
        let document = try #require(try JSONParser.parse(text).object)
        var decoder = ObjectDecoder()
        let object = try decoder.decode(document, as: .lease)
        return (JSONWriter.text(.object(object)), decoder.problems)
    }

    @Test(arguments: [
        ("{}", #"{"metadata":{},"spec":{}}"#),
        (#"{"spec":null,"metadata":null}"#, #"{"metadata":{},"spec":{}}"#),
        // The order of the schema, and maps in the order of their keys.
        (
            #"{"spec":{"renewTime":"2026-01-02T03:04:05.678901+01:00","holderIdentity":"h"},"#
                + #""metadata":{"labels":{"b":"2","a":"1"},"name":"x"}}"#,
            #"{"metadata":{"name":"x","labels":{"a":"1","b":"2"}},"#
                + #""spec":{"holderIdentity":"h","renewTime":"2026-01-02T02:04:05.678901Z"}}"#
        ),
        // Go leaves out what is empty, unless it was set through a pointer.
        (
            #"{"metadata":{"name":"","labels":{},"finalizers":[],"generation":0},"#
                + #""spec":{"holderIdentity":"","leaseTransitions":0}}"#,
            #"{"metadata":{},"spec":{"holderIdentity":"","leaseTransitions":0}}"#
        ),
        // Null is absence, but inside lists and maps it is the zero value.
        (
            #"{"metadata":{"name":null,"labels":{"a":null},"finalizers":[null]},"#
                + #""spec":{"holderIdentity":null}}"#,
            #"{"metadata":{"labels":{"a":""},"finalizers":[""]},"spec":{}}"#
        ),
        // Go's zero time is written as null.
        (
            #"{"spec":{"renewTime":"0001-01-01T00:00:00.000000Z"}}"#,
            #"{"metadata":{},"spec":{"renewTime":null}}"#
        ),
        (#"{"kind":7,"apiVersion":[]}"#, #"{"metadata":{},"spec":{}}"#),
    ])
    func `gives what Go would write back`(text: String, canonical: String) throws {
        #expect(try decode(text).text == canonical)
    }

    @Test func `reads lists of ten thousand objects at most`() throws {
        func document(_ count: Int) -> String {
            let entries = Array(repeating: "{}", count: count).joined(separator: ",")
            return #"{"metadata":{"managedFields":[\#(entries)]}}"#
        }

        #expect(throws: Never.self) { try decode(document(10_000)) }
        let error = try #require(throws: DecodingError.self) { try decode(document(10_001)) }
        #expect(
            error.message == "json: cannot unmarshal array of more than 10000 elements into Go "
                + "struct field ObjectMeta.metadata.managedFields of type []v1.ManagedFieldsEntry")
    }

    @Test func `gives what decodes to itself`() throws {
        let canonical = try decode(
            #"{"metadata":{"ownerReferences":[{"uid":"u","kind":"K"}],"annotations":{"a":"b"}},"#
                + #""spec":{"leaseDurationSeconds":15,"acquireTime":"2026-01-02T02:04:05.678901Z"}}"#
        ).text

        #expect(try decode(canonical).text == canonical)
    }

    // A leftover of an empty value must not look like one that was set to null.
    @Test func `leaves nothing of empty lists and maps`() throws {
        let document = try #require(
            try JSONParser.parse(#"{"spec":{"preferredStrategies":[]}}"#).object)
        var decoder = ObjectDecoder()

        let object = try decoder.decode(document, as: Kind.leaseCandidateV1Alpha1.schema)

        #expect(object["spec"]?.object?.keys == ["leaseName"])
    }

    // FVL-002, FVL-003, FVL-005
    @Test(arguments: [
        (#"{"foo":1,"spec":{"bar":{}}}"#, [#"unknown field "foo""#, #"unknown field "spec.bar""#]),
        (#"{"spec":{"HolderIdentity":"x"}}"#, [#"unknown field "spec.HolderIdentity""#]),
        (
            #"{"spec":{"b":1,"holderIdentity":"x","holderIdentity":"y","a":1}}"#,
            [
                #"unknown field "spec.b""#, #"duplicate field "spec.holderIdentity""#,
                #"unknown field "spec.a""#,
            ]
        ),
        (
            #"{"metadata":{"ownerReferences":[{"x":1},{"y":1}]}}"#,
            [
                #"unknown field "metadata.ownerReferences[0].x""#,
                #"unknown field "metadata.ownerReferences[1].y""#,
            ]
        ),
        (
            #"{"metadata":{"labels":{"a":"1","a":"2"}}}"#,
            [#"duplicate field "metadata.labels.a""#]
        ),
        (#"{"kind":"Lease","kind":"Lease"}"#, [#"duplicate field "kind""#]),
        (#"{"metadata":{"managedFields":[{"fieldsV1":{"f:x":{}}}]}}"#, []),
    ])
    func `notes unknown and duplicate fields in their order`(
        text: String, problems: [String]
    ) throws {
        #expect(try decode(text).problems == problems)
    }

    // FVL-001, FVL-002
    @Test(arguments: [
        (
            #"{"spec":{"holderIdentity":"a"},"spec":{"leaseTransitions":1}}"#,
            #"{"holderIdentity":"a","leaseTransitions":1}"#
        ),
        (
            #"{"spec":{"holderIdentity":"a"},"spec":null}"#, #"{"holderIdentity":"a"}"#
        ),
        (#"{"spec":{"holderIdentity":"a"},"spec":{"holderIdentity":null}}"#, "{}"),
        (
            #"{"spec":{"leaseTransitions":1},"kind":"K","spec":{"leaseTransitions":2},"spec":{}}"#,
            #"{"leaseTransitions":2}"#
        ),
    ])
    func `reads a repeated object into the same one`(text: String, spec: String) throws {
        let (lease, problems) = try decode(text)
        #expect(lease == #"{"metadata":{},"spec":\#(spec)}"#)
        #expect(problems.contains(#"duplicate field "spec""#))
    }

    @Test func `reads repeated metadata into the same`() throws {
        let lease = try decode(
            #"{"metadata":{"name":"a","labels":{"x":"1","y":"1"},"finalizers":["f","g"]},"#
                + #""metadata":{"name":null,"labels":{"y":"2"},"finalizers":["h"]}}"#
        ).text
        #expect(
            lease == #"{"metadata":{"name":"a","labels":{"x":"1","y":"2"},"finalizers":["h"]},"#
                + #""spec":{}}"#)
    }

    // FVL-002
    @Test func `notes the problems of an object that is repeated`() throws {
        #expect(
            try decode(
                #"{"spec":{"holderIdentity":"a","holderIdentity":"b","q":1},"spec":{"r":1}}"#
            ).problems == [
                #"duplicate field "spec.holderIdentity""#, #"unknown field "spec.q""#,
                #"duplicate field "spec""#, #"unknown field "spec.r""#,
            ])
    }

    @Test func `counts up to a hundred problems`() throws {
        let members = (0..<150).map { "\"x\($0)\":1" }.joined(separator: ",")

        #expect(try decode("{\(members)}").problems.count == 100)
    }

    @Test func `takes the last of several values`() throws {
        let text = #"{"spec":{"holderIdentity":"x","holderIdentity":"y"}}"#

        #expect(try decode(text).text.contains(#""holderIdentity":"y""#))
    }

    // JSN-010
    @Test(arguments: [
        (
            #"{"spec":{"leaseDurationSeconds":"15"}}"#,
            "string into Go struct field LeaseSpec.spec.leaseDurationSeconds of type int32"
        ),
        (
            #"{"spec":{"leaseDurationSeconds":1.5}}"#,
            "number 1.5 into Go struct field LeaseSpec.spec.leaseDurationSeconds of type int32"
        ),
        (
            #"{"spec":{"leaseDurationSeconds":2147483648}}"#,
            "number 2147483648 into Go struct field LeaseSpec.spec.leaseDurationSeconds of type int32"
        ),
        (
            #"{"spec":{"holderIdentity":1}}"#,
            "number into Go struct field LeaseSpec.spec.holderIdentity of type string"
        ),
        (
            #"{"metadata":{"labels":{"a":true}}}"#,
            "bool into Go struct field ObjectMeta.metadata.labels of type string"
        ),
        (#"{"metadata":"x"}"#, "string into Go struct field Lease.metadata of type v1.ObjectMeta"),
        (#"{"spec":[]}"#, "array into Go struct field Lease.spec of type v1.LeaseSpec"),
        (
            #"{"metadata":{"finalizers":{}}}"#,
            "object into Go struct field ObjectMeta.metadata.finalizers of type []string"
        ),
        // The first one counts.
        (
            #"{"spec":{"holderIdentity":1,"leaseTransitions":"x"},"metadata":1}"#,
            "number into Go struct field LeaseSpec.spec.holderIdentity of type string"
        ),
    ])
    func `refuses wrong types in Go's words`(text: String, problem: String) throws {
        let error = #expect(throws: DecodingError.self) { try decode(text) }

        #expect(error?.message == "json: cannot unmarshal \(problem)")
    }

    @Test func `refuses a time of a wrong type without naming the field`() throws {
        let error = #expect(throws: DecodingError.self) {
            try decode(#"{"spec":{"renewTime":5}}"#)
        }

        #expect(error?.message == "json: cannot unmarshal number into Go value of type string")
    }
}
