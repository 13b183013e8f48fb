import KubeAPI
import KubeJSON
import KubeTime

/// An event as a row of a table (`pkg/printers/internalversion/printers.go`, printEvent).
struct EventRow {
    private let event: JSONObject

    /// A row for the event, in whatever version it is.
    init(_ object: JSONObject) {
        let isStoredForm = object["involvedObject"] != nil
        event = isStoredForm ? object : EventConversion().stored(object, old: nil)
    }

    func cells(at now: Timestamp) -> [JSONValue] {
        let involved = event["involvedObject"]
        let series = event["series"]
        let last = series?["lastObservedTime"]?.string.map {
            Age.text(since: $0, .microseconds, at: now)
        }
        let count = series?["count"]?.integer ?? event["count"]?.integer ?? 1
        return [
            .string(last ?? age(of: "lastTimestamp", at: now)), event["type"] ?? "",
            event["reason"] ?? "", .string(target), involved?["fieldPath"] ?? "",
            .string(source), .string(message), .string(age(of: "firstTimestamp", at: now)),
            .string(String(count)), event.name,
        ]
    }

    private func age(of key: String, at now: Timestamp) -> String {
        if let text = event[key]?.string { return Age.text(since: text, .seconds, at: now) }
        return Age.text(since: event["eventTime"]?.string ?? "", .microseconds, at: now)
    }

    private var target: String {
        let kind = (event["involvedObject"]?["kind"]?.string ?? "").lowercased()
        let name = event["involvedObject"]?["name"]?.string ?? ""
        return name.isEmpty ? kind : "\(kind)/\(name)"
    }

    private var source: String {
        let component = event["source"]?["component"] ?? event["reportingComponent"]
        let instance = event["source"]?["host"] ?? event["reportingInstance"]
        return [component, instance].compactMap { $0?.string }.filter { !$0.isEmpty }
            .joined(separator: ", ")
    }

    private var message: String {
        let text = event["message"]?.string ?? ""
        let start = text.drop { $0.isWhitespace }
        let end = start.lastIndex { !$0.isWhitespace }
        return end.map { String(start[...$0]) } ?? ""
    }
}
