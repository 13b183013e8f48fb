import KubeAPI
import KubeJSON

/// `events.k8s.io/v1` shows the stored `v1` events under newer names.
struct EventConversion: VersionConversion {
    /// Each field whose name differs: the stored name and the one of `events.k8s.io/v1`.
    private static let names: KeyValuePairs = [
        "involvedObject": "regarding", "message": "note", "source": "deprecatedSource",
        "firstTimestamp": "deprecatedFirstTimestamp", "lastTimestamp": "deprecatedLastTimestamp",
        "count": "deprecatedCount", "reportingComponent": "reportingController",
    ]

    func stored(_ object: JSONObject, old: JSONObject?) -> JSONObject {
        let names = Dictionary(uniqueKeysWithValues: Self.names.map { ($0.value, $0.key) })
        return Kind.eventV1.schema.canonical(renamed(object, names))
    }

    func shown(_ object: JSONObject) -> JSONObject {
        let names = Dictionary(uniqueKeysWithValues: Self.names.map { ($0.key, $0.value) })
        return Kind.eventsEventV1.schema.canonical(renamed(object, names))
    }

    private func renamed(_ object: JSONObject, _ names: [String: String]) -> JSONObject {
        JSONObject(object.map { (names[$0.key] ?? $0.key, $0.value) })
    }
}
