import KubeHTTP1
import KubeJSON
import Testing

@testable import KubeEndpoints

@Suite struct `Applying over HTTP` {
    /// The status and the message of the answer when `text` is applied to the lease `a`.
    private func apply(
        _ text: String, to server: inout ServerFixture, _ query: String = "fieldManager=m"
    ) throws -> (status: Int, message: String) {
        let response = try server.respond(
            "PATCH",
            "/apis/coordination.k8s.io/v1/namespaces/default/leases/a?" + query,
            contentType: "application/apply-patch+yaml", body: Array(text.utf8))
        let message = try JSONParser.parse(response.body)["message"]?.string ?? ""
        return (response.status, message)
    }

    private let types = "apiVersion: coordination.k8s.io/v1\nkind: Lease\n"

    // SSA-014
    @Test(arguments: [
        ("a: [", "error decoding YAML: error converting YAML to JSON: yaml: line 1: "),
        (
            "[]",
            "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot "
                + "unmarshal array into Go value of type map[string]interface {}"
        ),
    ])
    func `what is no configuration tells why`(text: String, message: String) throws {
        var server = try ServerFixture(runtimeConfig: ServerFixture.candidates)
        let answer = try apply(text, to: &server)
        #expect(answer.status == 400)
        #expect(answer.message.hasPrefix(message))
    }

    // FVL-007
    @Test(arguments: [
        ("kind: Pod\n", "", "invalid object type: "),
        ("spec: {foo: 1}\n", "", "failed to create typed patch object"),
        ("spec: {holderIdentity: other}\n", "", "Apply failed with 1 conflict"),
        (
            "spec: {holderIdentity: other}\n", "&force=true",
            "error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n"
                + "  line 5: key \"x\" already set in map"
        ),
    ])
    func `what comes twice is refused when nothing else is wrong`(
        line: String, query: String, message: String
    ) throws {
        var server = try ServerFixture(runtimeConfig: ServerFixture.candidates)
        let owned = types + "metadata: {name: a}\nspec: {holderIdentity: h}\n"
        _ = try apply(owned, to: &server, "fieldManager=first")
        let twice = "metadata:\n  name: a\n  labels: {x: a, x: b}\n"
        let text = (line.hasPrefix("kind") ? line + "apiVersion: v1\n" : types) + twice + line

        let answer = try apply(
            text, to: &server, "fieldManager=second&fieldValidation=Strict" + query)

        #expect(answer.message.hasPrefix(message))
    }

    // SSA-002, UPD-005
    @Test func `a new object must name no version that is no number`() throws {
        var server = try ServerFixture(runtimeConfig: ServerFixture.candidates)
        let answer = try apply(
            types + "metadata: {name: a, resourceVersion: abc}\n", to: &server)
        #expect(answer.status == 500)
        #expect(answer.message == #"strconv.ParseUint: parsing "abc": invalid syntax"#)
    }

    // SSA-012, SSA-013
    @Test(arguments: [
        ("null", 201, ""), ("[]", 400, "metadata.managedFields must be nil"),
        (
            "x", 500,
            "failed to create typed patch object (/a; coordination.k8s.io/v1, Kind=Lease): "
                + ".metadata.managedFields: expected list, got &{x}"
        ),
    ])
    func `only a list of managed fields is refused as such`(
        value: String, status: Int, message: String
    ) throws {
        var server = try ServerFixture(runtimeConfig: ServerFixture.candidates)
        let answer = try apply(
            types + "metadata: {name: a, managedFields: \(value)}\n", to: &server)
        #expect(answer == (status, message))
    }
}
