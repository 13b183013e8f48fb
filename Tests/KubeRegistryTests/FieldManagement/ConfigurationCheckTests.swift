import KubeAPI
import KubeJSON
import KubeTime
import Testing

@testable import KubeRegistry

@Suite struct `A configuration that cannot be applied` {
    private func error(_ configuration: String) throws -> StatusError? {
        let configuration = try object(configuration)
        return #expect(throws: StatusError.self) {
            try FieldManager.leases.apply(
                configuration, onto: nil,
                by: FieldManager.Writer(manager: "m", now: instant(0)), force: false)
        }
    }

    @Test(arguments: [
        (#"{}"#, "/, Kind="),
        (#"{"apiVersion":"v1","kind":"Pod"}"#, "/v1, Kind=Pod"),
        (
            #"{"apiVersion":"coordination.k8s.io/v1beta1","kind":"Lease"}"#,
            "coordination.k8s.io/v1beta1, Kind=Lease"
        ), (#"{"apiVersion":"a/b/c","kind":"Lease"}"#, "/, Kind="),
    ])
    func `because of its type is a bad request`(configuration: String, type: String) throws {
        #expect(try error(configuration) == .badRequest("invalid object type: \(type)"))
    }

    @Test func `because it has managed fields is a bad request`() throws {
        let configuration =
            #"{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"managedFields":[]}}"#

        #expect(try error(configuration) == .badRequest("metadata.managedFields must be nil"))
    }

    @Test(arguments: [
        (#""spec":{"foo":1}"#, ".spec.foo: field not declared in schema"),
        (
            #""spec":{"b":1,"a":2}"#,
            "errors:\n  .spec.b: field not declared in schema"
                + "\n  .spec.a: field not declared in schema"
        ),
        (
            #""spec":{"leaseDurationSeconds":"x"}"#,
            ".spec.leaseDurationSeconds: expected numeric (int or float), got string"
        ),
        (
            #""spec":{"holderIdentity":5}"#,
            ".spec.holderIdentity: expected string, got &value.valueUnstructured{Value:5}"
        ),
        (
            #""spec":{"holderIdentity":{"b":[1.50,null],"a":"x"}}"#,
            ".spec.holderIdentity: expected string, got &value.valueUnstructured{Value:"
                + #"map[string]interface {}{"a":"x", "b":[]interface {}{1.5, interface {}(nil)}}}"#
        ), (#""spec":[]"#, ".spec: expected map, got &{[]}"),
        (
            #""spec":{"renewTime":{"x":1e21}}"#,
            ".spec.renewTime: expected any scalar, got &{map[x:1e+21]}"
        ),
        (
            #""metadata":{"labels":{"a":true}}"#,
            ".metadata.labels.a: expected string, got &value.valueUnstructured{Value:true}"
        ), (#""metadata":{"finalizers":"x"}"#, ".metadata.finalizers: expected list, got &{x}"),
        (
            #""metadata":{"finalizers":["x","y","x"]}"#,
            #".metadata.finalizers: duplicate entries for key [="x"]"#
        ),
        (
            #""metadata":{"finalizers":[null]}"#,
            ".metadata.finalizers: element 0: associative list without keys has an element "
                + "that's an explicit null"
        ),
        (
            #""metadata":{"ownerReferences":[{"uid":"u"},{"uid":"u","controller":"x"}]}"#,
            "errors:\n  "
                + #".metadata.ownerReferences: duplicate entries for key [uid="u"]"# + "\n  "
                + #".metadata.ownerReferences[uid="u"].controller: expected boolean, got &{x}"#
        ),
        (
            #""metadata":{"ownerReferences":[{"name":"n"}]}"#,
            ".metadata.ownerReferences: element 0: associative list with keys has an element "
                + #"that omits key field "uid" (and doesn't have default value)"#
        ),
    ])
    func `by its schema is an error without reason`(members: String, problem: String) throws {
        let configuration = #"{"apiVersion":"coordination.k8s.io/v1","kind":"Lease",\#(members)}"#

        #expect(
            try error(configuration)
                == .plain(
                    "failed to create typed patch object (/; coordination.k8s.io/v1, Kind=Lease): "
                        + problem))
    }

    @Test func `says what is wrong a hundred times at most`() throws {
        let members = (0..<200).map { #""a\#($0)":0"# }.joined(separator: ",")
        let check = ConfigurationCheck(try object("{\(members)}"), .lease)
        let message = try #require(check.message)

        #expect(check.errors.count == 100)
        #expect(message.hasSuffix(".a99: field not declared in schema\n  too many errors"))
    }

    @Test func `does not repeat long keys of lists for ever`() throws {
        let uid = String(repeating: "u", count: 40_000)
        let members = (0..<5000).map { #""a\#($0)":0"# }.joined(separator: ",")
        let check = ConfigurationCheck(
            try object(#"{"metadata":{"ownerReferences":[{"uid":"\#(uid)",\#(members)}]}}"#),
            .lease)

        #expect(check.errors.count == 2)
        #expect(check.message?.hasSuffix("\n  too many errors") == true)
    }

    // SSA-016
    @Test(arguments: [
        (
            #""renewTime":"x""#,
            #"parsing time "x" as "2006-01-02T15:04:05.000000Z07:00": cannot parse "x" as "2006""#
        ), (#""leaseDurationSeconds":1.5"#, "cannot convert float64 to int32"),
    ])
    func `by its values is an error of conversion`(spec: String, problem: String) throws {
        let configuration =
            #"{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","#
            + #""metadata":{"name":"a","namespace":"ns"},"spec":{\#(spec)}}"#

        #expect(
            try error(configuration)
                == .plain(
                    "failed to convert new object (ns/a; coordination.k8s.io/v1, Kind=Lease) to "
                        + "proper version: unable to convert unstructured object to "
                        + "coordination.k8s.io/v1, Kind=Lease: \(problem)"))
    }
}
