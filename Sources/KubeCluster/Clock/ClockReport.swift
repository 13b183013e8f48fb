package import KubeJSON
public import KubeTime

/// What came of advancing a clock.
public struct ClockReport: Hashable, Sendable {
    /// The time that was reached.
    public internal(set) var now: Timestamp

    /// How far the clock went.
    public internal(set) var elapsed = Duration.zero

    /// Why the clock stopped where it did, in words; nil when it was told where to go.
    public var reason: String? { account?.text }

    /// What the clock was to go on until; nil when it was told where to go.
    var account: ConditionAccount?

    /// What fired, in order; of each kind only the first hundred.
    public private(set) var fired: [FiredEvent] = []

    /// How much more of each kind has fired.
    public private(set) var omitted: [String: Int] = [:]

    private var counts: [String: Int] = [:]

    /// How many of a kind are told one by one.
    private static let toldMax = 100

    init(now: Timestamp) {
        self.now = now
    }

    /// Adds something of `kind`; it is made only when there is room for it.
    mutating func add(_ kind: String, _ event: @autoclosure () -> FiredEvent) {
        let count = counts[kind, default: 0]
        counts[kind] = count + 1
        if count < Self.toldMax {
            fired.append(event())
        } else {
            omitted[kind, default: 0] += 1
        }
    }
}

// MARK: - Reading

extension ClockReport {
    /// The report that a document of the control API gives; nil when that is something else.
    package init?(_ document: JSONValue) {
        guard let now = document["now"]?.instant else { return nil }
        self.now = now
        elapsed = document["advanced"]?.duration ?? .zero
        account = document["because"]?.string.map {
            ConditionAccount(
                holds: true, text: $0, request: document["request"]?.whole,
                version: document["version"]?.version)
        }
        fired = document["fired"]?.array?.compactMap(FiredEvent.init) ?? []
        for (kind, count) in document["omitted"]?.object ?? JSONObject() {
            omitted[kind] = count.integer.map { Int($0) }
        }
    }
}

extension FiredEvent {
    fileprivate init?(_ document: JSONValue) {
        guard let time = document["time"]?.instant, let kind = document["kind"]?.string,
            let message = document["message"]?.string
        else { return nil }
        self.init(time: time, kind: kind, message: message)
    }
}
