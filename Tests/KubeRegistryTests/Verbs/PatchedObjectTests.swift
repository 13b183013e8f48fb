import KubeAPI
import KubeJSON
import Testing

@testable import KubeRegistry

@Suite struct `What a patch leaves as it is` {
    private static let specs = [
        "", #""holderIdentity":"h","renewTime":"2026-01-02T03:04:05.000000Z""#,
        // Go's zero time is written as null, and a null that is read sets nothing.
        #""holderIdentity":"h","renewTime":"0001-01-01T00:00:00.000000Z""#,
    ]

    private static let patches = [
        "{}", #"{"spec":{"holderIdentity":"i"}}"#, #"{"spec":{"renewTime":null}}"#,
        #"{"spec":null}"#, #"{"metadata":null}"#, #"{"metadata":{"labels":{"b":"1","a":null}}}"#,
        #"{"spec":{"leaseDurationSeconds":"x"}}"#, #"{"spec":{"a":1},"b":2,"metadata":{"c":3}}"#,
        #"{"kind":"Lease","metadata":{"resourceVersion":"7"},"spec":{"strategy":""}}"#,
    ]

    @Test(arguments: specs, patches)
    func `is what reading all of it would give`(spec: String, patch: String) throws {
        let object = try lease(metadata: #","labels":{"a":"1"},"finalizers":["x/y"]"#, spec: spec)
        var document: JSONObject = ["kind": "Lease", "apiVersion": "coordination.k8s.io/v1"]
        for member in object { document.append(member.key, member.value) }
        let members = try KubeRegistryTests.object(patch)
        let strategic = try StrategicMergePatch(members, schema: .lease).apply(to: document)
        let merged = JSONMergePatch(members).apply(to: document)

        for (patch, document) in [
            (ObjectPatch.merge(JSONMergePatch(members)), merged),
            (.strategic(members), strategic.object),
        ] {
            let kept = outcome {
                try PatchedObject.read(document, patch, .lease, keeping: object)
            }
            let read = outcome { try PatchedObject.read(document, patch, .lease) }

            #expect(kept == read)
        }
    }

    /// What comes of a reading, in text.
    private func outcome(_ read: () throws -> (JSONObject, problems: [String])) -> String {
        do {
            let (object, problems) = try read()
            return ([JSONWriter.text(.object(object))] + problems).joined(separator: "\n")
        } catch {
            return "\(error)"
        }
    }
}
