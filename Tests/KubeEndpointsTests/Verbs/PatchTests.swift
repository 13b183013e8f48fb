import KubeJSON
import Testing

@testable import KubeEndpoints

@Suite struct `Patching over HTTP` {
    // PAT-002
    @Test(arguments: [
        "application/json-patch+json", "application/merge-patch+json",
        "application/strategic-merge-patch+json",
    ])
    func `what does not exist is not found, whatever the patch`(contentType: String) throws {
        var server = try ServerFixture()

        let (status, document) = try server.send(
            "PATCH", "/missing", "no patch", contentType: contentType)

        #expect(status == 404)
        #expect(document["message"] == #"leases.coordination.k8s.io "missing" not found"#)
    }

    @Test func `null changes nothing when it is strategic and is no merge patch`() throws {
        var server = try ServerFixture()
        let version = try server.create("a")

        let strategic = try server.send(
            "PATCH", "/a", .null, contentType: "application/strategic-merge-patch+json")
        let merge = try server.send(
            "PATCH", "/a", .null, contentType: "application/merge-patch+json")

        #expect(strategic.status == 200)
        #expect(strategic.document["metadata"]?["resourceVersion"]?.string == version)
        #expect(merge.status == 400)
        #expect(merge.document["message"] == "Invalid JSON Patch")
    }
}
