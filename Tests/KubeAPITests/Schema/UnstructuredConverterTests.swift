import KubeJSON
import KubeRegistry
import Testing

@testable import KubeAPI

@Suite struct `Converting a tree into an object` {
    private func spec(_ members: String) -> String { #"{"spec":{\#(members)}}"# }

    private func convert(
        _ text: String, as schema: ObjectSchema = .lease
    ) throws -> (object: JSONObject, problems: [String]) {
        var converter = UnstructuredConverter()
        let document = try #require(try JSONParser.parse(text).object)
        return (try converter.convert(document, as: schema), converter.problems)
    }

    // PAT-007
    @Test(arguments: [
        (#"{"spec":{"leaseDurationSeconds":"x"}}"#, "unrecognized type: int32"),
        (#"{"spec":{"leaseDurationSeconds":true}}"#, "unrecognized type: int32"),
        (#"{"spec":{"leaseDurationSeconds":1.5}}"#, "cannot convert float64 to int32"),
        (#"{"spec":{"holderIdentity":5}}"#, "cannot convert int64 to string"),
        (#"{"spec":{"holderIdentity":1.5}}"#, "unrecognized type: string"),
        (#"{"spec":{"holderIdentity":["a"]}}"#, "unrecognized type: string"),
        (
            #"{"spec":{"strategy":5}}"#, "cannot convert int64 to v1.CoordinatedLeaseStrategy"
        ),
        (#"{"metadata":{"uid":7}}"#, "cannot convert int64 to types.UID"),
        (#"{"metadata":{"generation":"7"}}"#, "unrecognized type: int64"),
        (#"{"metadata":{"labels":{"a":true}}}"#, "unrecognized type: string"),
        (#"{"metadata":{"labels":[]}}"#, "cannot restore map from slice"),
        (#"{"metadata":{"finalizers":"a"}}"#, "cannot restore slice from string"),
        (#"{"metadata":{"finalizers":{}}}"#, "cannot restore slice from map"),
        (#"{"metadata":{"finalizers":[5]}}"#, "cannot convert int64 to string"),
        (#"{"metadata":{"ownerReferences":["a"]}}"#, "cannot restore struct from: string"),
        (#"{"spec":"x"}"#, "cannot restore struct from: string"),
        (#"{"spec":[]}"#, "cannot restore struct from: slice"),
        (#"{"kind":5}"#, "cannot convert int64 to string"),
        (
            #"{"metadata":{"creationTimestamp":5}}"#,
            "json: cannot unmarshal number into Go value of type string"
        ),
        (
            #"{"spec":{"renewTime":"x"}}"#,
            #"parsing time "x" as "2006-01-02T15:04:05.000000Z07:00": cannot parse "x" as "2006""#
        ),
        // The first field in the order of the schema.
        (#"{"spec":"x","metadata":{"labels":"y","name":[]}}"#, "unrecognized type: string"),
    ])
    func `ends at the first value of a wrong type`(text: String, message: String) {
        let error = #expect(throws: DecodingError.self) { try convert(text) }
        #expect(error?.message == message)
    }

    @Test func `names the type of a list's elements`() {
        let error = #expect(throws: DecodingError.self) {
            try convert(#"{"spec":{"finalizers":[5]}}"#, as: .namespace)
        }
        #expect(error?.message == "cannot convert int64 to v1.FinalizerName")
    }

    @Test(arguments: [
        ("15", "15"), ("15.0", "15"), ("1e2", "100"), ("-0", "0"), ("2147483648", "-2147483648"),
        ("4294967297", "1"), ("1e300", "0"),
    ])
    func `makes a number fit`(number: String, result: String) throws {
        let object = try convert(spec(#""leaseDurationSeconds":\#(number)"#)).object
        #expect(object["spec"]?["leaseDurationSeconds"] == .integer(try #require(Int64(result))))
    }

    @Test func `gives the canonical form`() throws {
        let text =
            #"{"metadata":{"labels":{"b":null,"a":"1"},"creationTimestamp":null,"name":"n","#
            + #""ownerReferences":[null]},"#
            + #""spec":{"renewTime":"2026-01-02T04:04:05.000000+01:00","holderIdentity":""}}"#
        var decoder = ObjectDecoder()
        let decoded = try decoder.decode(
            try #require(try JSONParser.parse(text).object), as: .lease)

        #expect(
            JSONWriter.text(.object(try convert(text).object)) == JSONWriter.text(.object(decoded)))
    }

    // FVL-004
    @Test func `sorts the fields that it does not know`() throws {
        let problems = try convert(
            #"{"x":1,"kind":"K","spec":{"b":1,"a":2},"metadata":{"ownerReferences":[{"q":1}]}}"#
        ).problems
        #expect(
            problems == [
                #"unknown field "metadata.ownerReferences[0].q""#, #"unknown field "spec.a""#,
                #"unknown field "spec.b""#, #"unknown field "x""#,
            ])
    }
}
