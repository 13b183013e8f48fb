import KubeJSON
import KubeTime

/// A cache of one candidate, kept by a list and a watch from where the list was taken.
struct CandidateReflector: Sendable {
    /// The candidate as last seen; nil when there is none.
    private(set) var candidate: CandidateDocument?
    private(set) var hasSynced = false

    private let selection: String
    private var phase = Phase.pausing(until: Timestamp(microseconds: .min))
    private var resourceVersion: String?
    private var failures = 0
    private var random: Random

    private static let firstBackoff = Duration.milliseconds(800)
    private static let backoffMax = Duration.seconds(30)
    private static let requestTimeout = Duration.seconds(30)
    private static let watchSecondsMin: UInt64 = 300
    private static let lineBytesMax = 4 << 20

    private enum Phase {
        /// Lists, or watches where it knows a version, at that instant.
        case pausing(until: Timestamp)
        case listing(request: UInt64, timeout: Timestamp)
        case watching(request: UInt64, timeout: Timestamp, rest: [UInt8])
    }

    init(path: ResourcePath, name: String, random: Random) {
        selection =
            "\(path.collection)?fieldSelector=" + "metadata.name=\(name)".percentEncoded
        self.random = random
    }

    /// When there is next something to do.
    var nextDue: Timestamp {
        switch phase {
        case .pausing(let instant): instant
        case .listing(_, let timeout), .watching(_, let timeout, _): timeout
        }
    }

    /// Whether what comes of the request `id` still matters.
    func isAwaiting(_ id: UInt64) -> Bool {
        switch phase {
        case .listing(id, _), .watching(id, _, _): true
        case .pausing, .listing, .watching: false
        }
    }

    /// Does what is due at `now`.
    mutating func advance(
        to now: Timestamp, _ requests: inout RequestCounter
    ) -> [ClientRequest] {
        switch phase {
        case .listing(_, let timeout) where timeout <= now,
            .watching(_, let timeout, _) where timeout <= now:
            fail(at: now)
            return []
        case .pausing(let instant) where instant <= now:
            return [
                resourceVersion.map { watch(from: $0, at: now, &requests) }
                    ?? list(at: now, &requests)
            ]
        case .pausing, .listing, .watching: return []
        }
    }
}

// MARK: - Requests

extension CandidateReflector {
    private mutating func list(
        at now: Timestamp, _ requests: inout RequestCounter
    ) -> ClientRequest {
        let request = requests.request("GET", selection)
        phase = .listing(request: request.id, timeout: now + Self.requestTimeout)
        return request
    }

    private mutating func watch(
        from version: String, at now: Timestamp, _ requests: inout RequestCounter
    ) -> ClientRequest {
        // Spread, so that the watches of many components do not end together.
        let seconds = Self.watchSecondsMin + random.next() % Self.watchSecondsMin
        let query =
            "&allowWatchBookmarks=true&resourceVersion=\(version.percentEncoded)"
            + "&timeoutSeconds=\(seconds)&watch=true"
        let request = requests.request("GET", selection + query, isWatch: true)
        let timeout = now + .seconds(seconds) + Self.requestTimeout
        phase = .watching(request: request.id, timeout: timeout, rest: [])
        return request
    }

    private mutating func fail(at now: Timestamp) {
        let backoff = min(Self.firstBackoff * (1 << min(failures, 10)), Self.backoffMax)
        failures += 1
        phase = .pausing(until: now + backoff * Double.random(in: 1..<2, using: &random))
    }
}

// MARK: - Answers

extension CandidateReflector {
    /// Takes note of what came of a request; whether the candidate has to be renewed now.
    mutating func receive(_ event: ClientEvent, for id: UInt64, at now: Timestamp) -> Bool {
        switch phase {
        case .listing(id, _):
            return receiveList(event, at: now)
        case .watching(id, let timeout, let rest):
            return receiveWatch(event, id, timeout, rest, at: now)
        case .pausing, .listing, .watching: return false
        }
    }

    private mutating func receiveList(_ event: ClientEvent, at now: Timestamp) -> Bool {
        guard case .answer(200, let body) = event, let list = try? JSONParser.parse(body),
            let version = list[path: "metadata", "resourceVersion"]?.string
        else {
            fail(at: now)
            return false
        }
        let wasKnown = candidate != nil
        candidate = list["items"]?.array?.first.flatMap(CandidateDocument.init)
        hasSynced = true
        failures = 0
        resourceVersion = version
        phase = .pausing(until: now)
        // The first sight of an object is no update (client-go tells the two apart).
        return wasKnown && candidate?.hasUnansweredPing == true
    }

    private mutating func receiveWatch(
        _ event: ClientEvent, _ id: UInt64, _ timeout: Timestamp, _ rest: [UInt8],
        at now: Timestamp
    ) -> Bool {
        guard case .part(let bytes) = event else {
            if case .answer(410, _) = event { resourceVersion = nil }
            fail(at: now)
            return false
        }
        guard rest.count <= Self.lineBytesMax else {
            fail(at: now)
            return false
        }
        var lines = (rest + bytes).split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        phase = .watching(request: id, timeout: timeout, rest: Array(lines.popLast() ?? []))
        var needsRenewal = false
        for line in lines where !line.isEmpty {
            guard let isUpdate = apply(Array(line)) else {
                // The server gave up, most likely because the version is too old.
                resourceVersion = nil
                fail(at: now)
                return needsRenewal
            }
            needsRenewal = needsRenewal || isUpdate && candidate?.hasUnansweredPing == true
        }
        return needsRenewal
    }

    /// Applies one event; whether it is an update, nil when it ends the watch.
    private mutating func apply(_ line: [UInt8]) -> Bool? {
        guard let event = try? JSONParser.parse(line), let object = event["object"],
            let version = object[path: "metadata", "resourceVersion"]?.string
        else { return nil }
        switch event["type"]?.string {
        case "ADDED", "MODIFIED": candidate = CandidateDocument(object)
        case "DELETED": candidate = nil
        case "BOOKMARK": break
        default: return nil
        }
        resourceVersion = version
        failures = 0
        return event["type"] == "MODIFIED"
    }
}
