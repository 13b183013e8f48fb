import Environment
import JSON
import KubeAPI
import ObjectStore
import Registry

/// Writes the events of a watch as the frames that the client reads (`spec/api-machinery.md` 2.6).
struct WatchFramer: Sendable {
    private let served: ServedResource
    private let form: ObjectEncoder.Form

    init(_ served: ServedResource, _ form: ObjectEncoder.Form) {
        self.served = served
        self.form = form
    }

    /// Appends an event about `object`.
    func write(
        _ type: String, _ object: StoredObject, showsColumns: Bool, into output: inout [UInt8],
        at now: Timestamp
    ) {
        let encoder = ObjectEncoder(served, form, at: now)
        frame(type, encoder.encode(object, showsColumns: showsColumns), into: &output)
    }

    /// Appends a bookmark: an object of the kind that has nothing but a version.
    func writeBookmark(
        revision: UInt64, endsInitial: Bool, showsColumns: Bool, into output: inout [UInt8],
        at now: Timestamp
    ) {
        var metadata = JSONObject([("resourceVersion", .string(String(revision)))])
        if endsInitial {
            metadata.append("annotations", ["k8s.io/initial-events-end": "true"])
        }
        var object = served.kind.schema.emptyObject
        object.metadata = metadata
        let encoder = ObjectEncoder(served, form, at: now)
        frame(
            "BOOKMARK", encoder.encode(served: object, showsColumns: showsColumns), into: &output)
    }

    /// Appends the event that tells why the watch ends.
    func writeError(_ error: StatusError, into output: inout [UInt8]) {
        frame("ERROR", JSONWriter.encode(.object(error.json)), into: &output)
    }

    private func frame(_ type: String, _ document: [UInt8], into output: inout [UInt8]) {
        output.append(contentsOf: "{\"type\":\"\(type)\",\"object\":".utf8)
        output.append(contentsOf: document)
        output.append(contentsOf: "}\n".utf8)
    }
}
