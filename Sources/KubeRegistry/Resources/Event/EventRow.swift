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
        let last =
            series.map { TableCell.age(since: $0["lastObservedTime"]?.string ?? "", .microseconds) }
            ?? event["lastTimestamp"]?.string.map { .age(since: $0, .seconds) } ?? first
        // What happened once has no count in the newer version.
        let count = series.map { $0["count"]?.integer ?? 0 } ?? event["count"]?.integer ?? 1
        return [
            last, .value(event["type"] ?? ""),
            .value(event["reason"] ?? ""), .value(.string(target)),
            .value(involved?["fieldPath"] ?? ""), .value(.string(source)),
            .value(.string(message)), first, .value(.integer(count)), .value(event.name),
        ]
    }

    /// The age of the event.
    private var first: TableCell {
        if let text = event["firstTimestamp"]?.string { return .age(since: text, .seconds) }
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
        let host = instance?.string ?? ""
        return (component?.string ?? "") + (host.isEmpty ? "" : ", \(host)")
    }

    private var message: String {
        let text = event["message"]?.string ?? ""
        let start = text.drop { $0.isWhitespace }
        let end = start.lastIndex { !$0.isWhitespace }
        return end.map { String(start[...$0]) } ?? ""
    }
}
