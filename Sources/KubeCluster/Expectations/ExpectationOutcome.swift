package import KubeAPI
package import KubeJSON
public import KubeTime

/// What has come of an expectation.
public struct ExpectationOutcome: Sendable {
    /// What was expected.
    let expectation: Expectation

    /// Whether it came so.
    package let isMet: Bool

    /// Why, in words; else the near miss.
    let account: ConditionAccount

    /// When that was, by the clock of the cluster.
    public let time: Timestamp

    /// How long it took, by the clock of the expectation.
    public let elapsed: Duration

    /// The number of the request that made the difference; nil when it was none.
    public var request: RecordedRequest.ID? { account.request }

    /// The resource version that made the difference; nil when it was none.
    public var version: UInt64? { account.version }

    /// What has come of it in words; of one that was not met, how near it came.
    public var text: String {
        let length = GoDuration(expectation.goal.duration)
        switch expectation.goal {
        case .within:
            return isMet ? account.text : "not within \(length): \(account.text)"
        case .throughout:
            return isMet
                ? "throughout \(length): \(account.text)"
                : "not throughout \(length), but only for \(GoDuration(elapsed)), until "
                    + "\(time.rfc3339): \(account.text)"
        }
    }

    /// What a test is told that expected in vain.
    package var error: StatusError {
        StatusError(code: 417, reason: "ExpectationFailed", message: text)
    }
}

extension ExpectationOutcome: ControlDocument {
    static var schema: ControlSchema {
        .object([
            "because": .text, "request": .whole.orNull, "version": .version.orNull,
            "time": .instant, "after": .duration,
        ])
    }

    /// What made it so, and when.
    var json: JSONValue {
        [
            "because": .string(text), "request": account.request.map { .whole($0) } ?? .null,
            "version": .text(account.version.map(String.init)), "time": .string(time.rfc3339),
            "after": .string(GoDuration(elapsed).description),
        ]
    }
}

// MARK: - Reading

extension ExpectationOutcome {
    /// What a document of the control API says has come of `expectation`; nil when that is something
    /// else.
    package init?(_ document: JSONValue, of expectation: Expectation) {
        guard let text = document["because"]?.string, let time = document["time"]?.instant,
            let elapsed = document["after"]?.duration
        else { return nil }
        self.expectation = expectation
        isMet = true
        // Of one that held throughout, the text says how long.
        let length = "throughout \(GoDuration(expectation.goal.duration)): "
        let isLasting = if case .throughout = expectation.goal { true } else { false }
        account = ConditionAccount(
            holds: true,
            text: isLasting && text.hasPrefix(length)
                ? String(text.dropFirst(length.count)) : text,
            request: document["request"]?.whole, version: document["version"]?.version)
        self.time = time
        self.elapsed = elapsed
    }
}
