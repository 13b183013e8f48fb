import KubeJSON

/// Requests in the order in which their answers became final.
struct RequestListing: ControlReport {
    let requests: [RecordedRequest]

    /// How many requests after the place from which they were asked for are forgotten.
    let omittedCount: UInt64

    /// The number of the last request that was looked at, from which to go on.
    let lastID: UInt64

    static var schema: ControlSchema {
        .object([
            "requests": .list(of: .named(.recordedRequest)), "omitted": .whole, "last": .whole,
        ])
    }

    var json: JSONValue {
        [
            "requests": .array(requests.map(\.json)), "omitted": .whole(omittedCount),
            "last": .whole(lastID),
        ]
    }

    /// A line for each request.
    var text: String {
        var lines = requests.map(\.line)
        if omittedCount > 0 {
            lines.insert("\(omittedCount) earlier requests are forgotten", at: 0)
        }
        if requests.isEmpty { lines.append("No such request was answered.") }
        return lines.joined(separator: "\n") + "\n"
    }
}
