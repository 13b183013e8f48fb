import KubeAPI
import KubeJSON
import Testing

@testable import KubeRegistry

@Suite struct `The fields of a new object` {
    private static let metadata =
        #""name":"a","labels":{"b":"1","a":""},"finalizers":["x/y","x/y","a/b"],"#
        + #""ownerReferences":[{"uid":"2","name":""},{"uid":"1","controller":false}]"#

    private static let documents: [(Kind, String)] = [
        (.leaseV1, "{}"),
        (.leaseV1, #"{"metadata":{"labels":{"b":"1","a":"","a.b/c":"é"},"annotations":{}}}"#),
        (.leaseV1, #"{"metadata":{"name":"a"},"spec":{"leaseDurationSeconds":0,"strategy":""}}"#),
        (
            .leaseV1,
            #"{"metadata":{\#(metadata)},"spec":{"renewTime":"0001-01-01T00:00:00.000000Z"}}"#
        ),
        (.leaseCandidateV1Alpha1, #"{"spec":{"preferredStrategies":["a","b","a"]}}"#),
        (.namespaceV1, #"{"metadata":{\#(metadata)},"spec":{"finalizers":["kubernetes"]}}"#),
        (.namespaceV1, #"{"status":{"conditions":[{"type":"b","reason":"r"},{"type":"a"},{}]}}"#),
        (.eventV1, #"{"involvedObject":{"kind":"Lease"},"count":1,"series":{},"related":{}}"#),
        (.eventsEventV1, #"{"regarding":{},"note":"n","series":{"count":0},"deprecatedCount":2}"#),
    ]

    @Test(arguments: documents)
    func `are owned as if it was compared with nothing`(kind: Kind, document: String) throws {
        var decoder = ObjectDecoder()
        let object = try decoder.decode(try object(document), as: kind.schema)
        let writer = FieldManager.Writer(manager: "m", now: instant(1))
        var (owned, compared) = (object, object)

        let isDone = FieldManager(kind).own(&owned, writer)
        FieldManager(kind).compare(nil, with: &compared, by: writer)

        #expect(!isDone || JSONWriter.text(.object(owned)) == JSONWriter.text(.object(compared)))
        #expect(isDone || object.hasLists)
    }
}

extension JSONObject {
    /// Whether elements of lists are owned one by one.
    fileprivate var hasLists: Bool {
        let text = JSONWriter.text(.object(self))
        return ["finalizers", "ownerReferences", "conditions"].contains { text.contains($0) }
    }
}
