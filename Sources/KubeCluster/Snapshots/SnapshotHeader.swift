import KubeAPI
import KubeJSON
import KubeTime

/// The document of a snapshot that tells of the cluster itself.
struct SnapshotHeader: Sendable {
    static let apiVersion = "fake-apiserver/v1"
    static let kind = "Cluster"

    /// The newest resource version; nil where a person has left it out.
    var revision: UInt64?
    var seed: UInt64?

    /// What the clock showed, for who reads the snapshot.
    var time: Timestamp?
    var clock: SnapshotClock?

    /// What goes wrong; nil where nothing is said about that.
    var faults: SnapshotFaults?
}

extension SnapshotHeader {
    /// The document.
    var json: JSONValue {
        var members = JSONObject([
            ("kind", .string(Self.kind)), ("apiVersion", .string(Self.apiVersion)),
        ])
        if let revision { members.append("resourceVersion", .string(String(revision))) }
        if let seed { members.append("seed", .number(JSONNumber(literal: String(seed)))) }
        if let time { members.append("time", .string(time.rfc3339)) }
        if let clock { members.append("clock", clock.json) }
        for (name, value) in faults?.json ?? JSONObject() { members.append(name, value) }
        return .object(members)
    }

    /// Whether `document` tells of the cluster.
    static func isTold(by document: SnapshotDocument) -> Bool {
        document.apiVersion == apiVersion && document.kind == kind
    }

    /// Reads the document `json`; all but the kind may be left out.
    init(reading json: JSONValue) throws(StatusError) {
        var fields = try SnapshotFields(of: json, "a Cluster")
        fields.pass("kind")
        fields.pass("apiVersion")
        revision = try fields.take(.version("resourceVersion", "the newest resource version"))
        seed = try fields.take(.whole("seed", "the number from which everything random follows"))
        time = try fields.take(.instant("time", "what the clock showed"))
        clock = try fields.takeObject("clock").map { json throws(StatusError) in
            try SnapshotClock(reading: json)
        }
        let (rules, partitions) = (fields.takeObject("faults"), fields.takeObject("partitions"))
        if rules != nil || partitions != nil {
            faults = try SnapshotFaults(faults: rules, partitions: partitions)
        }
        try fields.refuseStrangers()
    }
}
