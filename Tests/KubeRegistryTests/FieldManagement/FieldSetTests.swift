import KubeAPI
import KubeJSON
import KubeTime
import Testing

@testable import KubeRegistry

@Suite struct `A field set` {
    @Test(arguments: [
        #"{}"#,
        #"{"f:spec":{"f:holderIdentity":{},"f:renewTime":{}}}"#, #"{"f:":{"f:.":{},"f:..":{}}}"#,
        #"{"f:metadata":{"f:finalizers":{".":{},"v:\"example.com/f\"":{}}}}"#,
        #"{"f:metadata":{"f:ownerReferences":{".":{},"k:{\"uid\":\"u\"}":{}}}}"#,
        #"{"f:a":{},"k:{\"x\":1}":{},"v:1":{},"v:\"s\"":{},"v:true":{},"i:-1":{},"i:20":{}}"#,
    ])
    func `is written as it was read`(text: String) throws {
        #expect(JSONWriter.text(.object(try fieldSet(text).fieldsV1)) == text)
    }

    @Test(arguments: [
        (
            #"{"i:1":{},"v:2":{},"v:\"a\"":{},"v:10":{},"k:{\"b\":1,\"a\":2}":{},"f:b":{},"f:B":{}}"#,
            #"{"f:B":{},"f:b":{},"k:{\"a\":2,\"b\":1}":{},"v:2":{},"v:10":{},"v:\"a\"":{},"i:1":{}}"#
        ),
        (#"{"f:a":{"f:z":{},".":{}}}"#, #"{"f:a":{".":{},"f:z":{}}}"#),
        (#"{"f:a":{".":{}}}"#, #"{"f:a":{}}"#),
        (#"{"f:a":null}"#, #"{"f:a":{}}"#),
        (#"{"x:later":5,"f:a":{}}"#, #"{"f:a":{}}"#),
        (#"{"v: \"s\"":{"f:a":{}},"v:\"s\"":{"f:b":{}}}"#, #"{"v:\"s\"":{"f:a":{},"f:b":{}}}"#),
    ])
    func `is written in one form`(read: String, written: String) throws {
        #expect(JSONWriter.text(.object(try fieldSet(read).fieldsV1)) == written)
    }

    @Test(arguments: [
        "5", #""f:a""#, "[]", #"{"":{}}"#, #"{"f":{}}"#, #"{"spec":{}}"#, #"{"f:a":1}"#,
        #"{"k:1":{}}"#, #"{"k:{":{}}"#, #"{"v:":{}}"#, #"{"v:x":{}}"#, #"{"i:x":{}}"#,
        #"{"i:99999999999999999999":{}}"#, #"{"é:a":{}}"#,
    ])
    func `cannot be read from what is malformed`(text: String) throws {
        #expect(FieldSet(fieldsV1: try JSONParser.parse(text)) == nil)
    }

    @Test func `has sixty-four levels at most`() throws {
        func nested(_ levels: Int) -> JSONValue {
            (0..<levels).reduce([:]) { value, _ in ["f:a": value] }
        }

        #expect(FieldSet(fieldsV1: nested(64)) != nil)
        #expect(FieldSet(fieldsV1: nested(65)) == nil)
    }

    @Test func `shows its paths as messages do`() throws {
        let set = try fieldSet(
            #"""
            {"f:spec":{"f:holderIdentity":{}},
             "f:metadata":{"f:labels":{".":{},"f:example.com/x":{}},
               "f:finalizers":{"v:\"x\"":{}},"f:ownerReferences":{"k:{\"uid\":\"u\"}":{}}}}
            """#)

        #expect(
            set.pathTexts == [
                ".metadata.labels", #".metadata.finalizers[="x"]"#,
                ".metadata.labels.example.com/x", #".metadata.ownerReferences[uid="u"]"#,
                ".spec.holderIdentity",
            ])
    }

    @Test func `loses whole trees`() throws {
        let set = try fieldSet(
            #"{"f:a":{".":{},"f:b":{"f:c":{}},"f:d":{}},"f:e":{"f:f":{}},"f:g":{}}"#)

        let rest = set.subtractingTrees(of: FieldSet(paths: [["a", "b"], ["e"], ["g", "h"]]))

        #expect(rest == (try fieldSet(#"{"f:a":{".":{},"f:d":{}},"f:g":{}}"#)))
    }

    @Test func `keeps a path when one that leads to it is taken away`() throws {
        let labels = try fieldSet(#"{"f:labels":{".":{},"f:a":{},"f:b":{}}}"#)
        let marker = try fieldSet(#"{"f:labels":{}}"#)

        #expect(labels.subtracting(marker) == (try fieldSet(#"{"f:labels":{"f:a":{},"f:b":{}}}"#)))
        #expect(labels.intersection(marker) == marker)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `obeys the laws of sets`(seed: UInt64) {
        var random = Random(seed: seed)
        let (a, b, c) = (
            FieldSet.random(using: &random), FieldSet.random(using: &random),
            FieldSet.random(using: &random)
        )

        #expect(FieldSet(fieldsV1: .object(a.fieldsV1)) == a)
        #expect(a.union(b) == b.union(a))
        #expect(a.union(b).union(c) == a.union(b.union(c)))
        #expect(FieldSet(union: [a, b, c]) == a.union(b).union(c))
        #expect(a.intersection(b) == b.intersection(a))
        #expect(a.subtracting(b).union(a.intersection(b)) == a)
        #expect(a.subtracting(b).intersection(b).isEmpty)
        #expect(a.union(b).subtracting(b) == a.subtracting(b))
        #expect(Set(a.union(b).pathTexts) == Set(a.pathTexts).union(b.pathTexts))
        #expect(Set(a.subtracting(b).pathTexts) == Set(a.pathTexts).subtracting(b.pathTexts))
    }
}

@Suite struct `The difference between two objects` {
    @Test func `of which one is new has its containers too`() throws {
        let new = try lease(
            metadata: #"""
                ,"labels":{"x":"y"},"finalizers":["b/f","a/f"],
                "ownerReferences":[{"apiVersion":"v1","kind":"K","name":"n","uid":"u"}]
                """#,
            spec: #""holderIdentity":"h""#)

        let comparison = FieldComparison(from: JSONObject(), to: new, .lease)

        #expect(
            comparison.added.subtracting(.untracked)
                == (try fieldSet(
                    #"""
                    {"f:metadata":{
                       "f:finalizers":{".":{},"v:\"a/f\"":{},"v:\"b/f\"":{}},
                       "f:labels":{".":{},"f:x":{}},
                       "f:ownerReferences":{".":{},"k:{\"uid\":\"u\"}":{}}},
                     "f:spec":{"f:holderIdentity":{}}}
                    """#)))
        #expect(comparison.modified.isEmpty)
        #expect(comparison.removed.isEmpty)
    }

    @Test func `names what was added, modified and removed`() throws {
        let old = try lease(
            metadata: #","annotations":{"a":"1","b":"2"},"finalizers":["x","x"]"#,
            spec: #""leaseDurationSeconds":1,"renewTime":"2026-01-02T03:04:05.000000Z""#)
        let new = try lease(
            metadata: #","annotations":{"b":"3","c":"4"},"finalizers":["x","y"]"#,
            spec: #""holderIdentity":"h","leaseDurationSeconds":2"#)

        let comparison = FieldComparison(from: old, to: new, .lease)

        #expect(
            comparison.added.pathTexts == [
                ".metadata.annotations.c", #".metadata.finalizers[="y"]"#, ".spec.holderIdentity",
            ])
        #expect(
            comparison.modified.pathTexts == [
                ".metadata.annotations.b", #".metadata.finalizers[="x"]"#,
                ".spec.leaseDurationSeconds",
            ])
        #expect(comparison.removed.pathTexts == [".metadata.annotations.a", ".spec.renewTime"])
    }

    @Test func `takes atomic objects whole and fields that are always there as set to nothing`()
        throws
    {
        var decoder = ObjectDecoder()
        let event = try decoder.decode(
            object(
                #"""
                {"metadata":{"name":"e"},"involvedObject":{"kind":"Lease","name":"a"},
                 "source":{"component":"x"},"firstTimestamp":"2026-01-02T03:04:05Z","count":1}
                """#), as: .event)

        let comparison = FieldComparison(from: JSONObject(), to: event, .event)

        #expect(
            comparison.written.subtracting(.untracked).pathTexts == [
                ".count", ".firstTimestamp", ".involvedObject", ".source.component",
            ])
    }

    // MFD-006
    @Test func `takes an object that comes or goes with all its members`() throws {
        let event: JSONObject = ["series": ["count": 2, "lastObservedTime": .null]]
        let paths = [".series", ".series.count", ".series.lastObservedTime"]

        let gone = FieldComparison(from: event, to: JSONObject(), .event)
        let new = FieldComparison(from: JSONObject(), to: event, .event)

        #expect(gone.removed.pathTexts == paths)
        #expect(gone.written.isEmpty)
        #expect(new.added.pathTexts == paths)
    }
}
