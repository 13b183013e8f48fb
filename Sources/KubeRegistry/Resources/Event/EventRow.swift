import KubeAPI
import KubeJSON

/// An event as a row of a table (`pkg/printers/internalversion/printers.go`, printEvent).
struct EventRow {
    private let event: JSONObject

    /// A row for the event, in whatever version it is.
    init(_ object: JSONObject) {
        let isStoredForm = object["involvedObject"] != nil
        event = isStoredForm ? object : EventConversion().stored(object, old: nil)
    }

    var cells: [TableCell] {
        let involved = event["involvedObject"]
        let series = event["series"]
        let last = series?["lastObservedTime"]?.string.map {
            TableCell.age(since: $0, .microseconds)
        }
        let count = series?["count"]?.integer ?? event["count"]?.integer ?? 1
        return [
            last ?? age(of: "lastTimestamp"), .value(event["type"] ?? ""),
            .value(event["reason"] ?? ""), .value(.string(target)),
            .value(involved?["fieldPath"] ?? ""), .value(.string(source)),
            .value(.string(message)), age(of: "firstTimestamp"),
            .value(.string(String(count))), .value(event.name),
        ]
    }

    private func age(of key: String) -> TableCell {
        if let text = event[key]?.string { return .age(since: text, .seconds) }
        return .age(since: event["eventTime"]?.string ?? "", .microseconds)
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
