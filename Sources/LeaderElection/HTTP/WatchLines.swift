import KubeJSON

/// The events of a watch, from the parts in which they come: parts need not end where events do.
package struct WatchLines: Sendable {
    private var rest: [UInt8] = []

    private static let lineBytesMax = 4 << 20

    package init() {}

    /// The events that end in `part`; throws when one of them is the server's last word.
    package mutating func append(
        _ part: [UInt8]
    ) throws(LeaseClientError) -> [CandidateEvent] {
        guard rest.count <= Self.lineBytesMax else {
            throw LeaseClientError(.malformedAnswer, "a watch event of more than 4 MiB")
        }
        var lines = (rest + part).split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        rest = Array(lines.popLast() ?? [])
        var events: [CandidateEvent] = []
        for line in lines where !line.isEmpty { events.append(try Self.event(Array(line))) }
        return events
    }

    private static func event(_ line: [UInt8]) throws(LeaseClientError) -> CandidateEvent {
        guard let event = try? JSONParser.parse(line), let object = event["object"] else {
            throw LeaseClientError(.malformedAnswer, "a watch event that is none")
        }
        if event["type"] == "ERROR" {
            let message = object["message"]?.string ?? "the watch has failed"
            throw LeaseClientError(object["code"] == 410 ? .gone : .server(status: 200), message)
        }
        let version = object[path: "metadata", "resourceVersion"]?.string
        switch (event["type"]?.string, CandidateDocument(object), version) {
        case ("ADDED", let candidate?, _?): return .added(candidate)
        case ("MODIFIED", let candidate?, _?): return .modified(candidate)
        case ("DELETED", _, let version?): return .deleted(resourceVersion: version)
        case ("BOOKMARK", _, let version?): return .bookmark(resourceVersion: version)
        default: throw LeaseClientError(.malformedAnswer, "a watch event of an unknown type")
        }
    }
}
