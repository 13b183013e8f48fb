import KubeAPI
import KubeJSON

/// A lease as the server sent it, so that a write keeps the metadata it does not know.
struct LeaseDocument: Sendable {
    private let object: JSONObject
    private let lease: Lease

    /// The lease in an answer; nil when `body` is something else.
    init?(_ body: [UInt8]) {
        guard let object = (try? JSONParser.parse(body))?.object,
            let lease = Lease(object, namespace: "", name: "", resourceVersion: "")
        else { return nil }
        self.object = object
        self.lease = lease
    }

    /// A lease that does not exist yet.
    static func new(
        namespace: String, name: String, labels: [String: String], _ spec: LeaseSpec
    ) -> [UInt8] {
        var metadata = JSONObject([
            ("name", .string(name)), ("namespace", .string(namespace)),
        ])
        metadata.merge(labels: labels)
        return JSONWriter.encode([
            "apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
            "metadata": .object(metadata), "spec": .object(spec.object),
        ])
    }

    /// What the lease says.
    var spec: LeaseSpec { lease.spec }

    /// The same lease with another spec, and with `labels` on top of its own.
    func replacing(_ spec: LeaseSpec, labels: [String: String]) -> [UInt8] {
        var object = object
        var metadata = object["metadata"]?.object ?? JSONObject()
        metadata.merge(labels: labels)
        object["metadata"] = .object(metadata)
        object["spec"] = .object(spec.object)
        return JSONWriter.encode(.object(object))
    }
}
