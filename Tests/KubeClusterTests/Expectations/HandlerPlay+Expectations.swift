import FakeAPIServerKit
import KubeAPI
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

extension HandlerPlay {
    /// Has `client` write a lease that lasts 15 seconds from now, over the version that is stored.
    func hold(
        _ name: String, by holder: String, client: String = "a", transitions: Int64 = 0,
        fields: HTTPFields = [:]
    ) throws {
        let base = "/as/\(client)\(APIClient.leases)"
        let time = try #require(handler.host.withCluster(.default) { $0.clock.now(at: now) })
        let spec: JSONValue = [
            "holderIdentity": .string(holder), "leaseDurationSeconds": 15,
            "renewTime": .string(TimeFormat.microseconds.format(time)),
            "leaseTransitions": .integer(transitions),
        ]
        let old = try JSONParser.parse(try ask("GET", "\(base)/\(name)").body)
        let isNew = old["kind"] != "Lease"
        let object: JSONValue = [
            "metadata": isNew
                ? ["name": .string(name)]
                : [
                    "name": .string(name),
                    "resourceVersion": old[path: "metadata", "resourceVersion"] ?? .null,
                ],
            "spec": spec,
        ]
        let answer = try ask(
            isNew ? "POST" : "PUT", isNew ? base : "\(base)/\(name)", JSONWriter.text(object),
            fields: fields)
        try #require(answer.status < 300, "\(String(decoding: answer.body, as: UTF8.self))")
    }

    /// Begins to expect something; returns the number of the request.
    func expect(_ that: String, _ more: String = "") throws -> Int {
        try send("POST", "/fake/expect", #"{"that":\#(that)\#(more.isEmpty ? "" : ",")\#(more)}"#)
    }

    /// The document that has come of an expectation.
    func outcome(_ number: Int) throws -> JSONValue {
        try JSONParser.parse(try answer(number).body)
    }

    /// What is told of an expectation that was not met.
    func miss(_ number: Int) throws -> String {
        try #require(status(of: number) == 417)
        return try #require(try outcome(number)["message"]?.string)
    }
}
