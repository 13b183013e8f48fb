extension RecordedRequest {
    /// The request for people, in a line: who asked for what when, and what came of it.
    var line: String {
        "#\(id) \(time.rfc3339) \(client): \(question) -> \(conclusion)"
    }

    /// What was asked for.
    private var question: String {
        RequestSummary(
            verb: verb, resource: resource, subresource: subresource, namespace: namespace,
            name: name, holder: body.holderIdentity, version: body.resourceVersion
        ).text ?? "\(method) \(path)"
    }

    /// What came of it.
    private var conclusion: String {
        var parts = [[status.map(String.init) ?? "no answer", reason ?? ""].filter { !$0.isEmpty }]
            .map { $0.joined(separator: " ") }
        if let committedVersion { parts.append("now version \(committedVersion)") }
        var watchers: [String] = []
        for delivery in deliveries where !watchers.contains(delivery.client) {
            watchers.append(delivery.client)
        }
        if !watchers.isEmpty { parts.append("seen by \(watchers.joined(separator: " and "))") }
        if !faults.isEmpty { parts.append("by \(faults.joined(separator: " and "))") }
        if let loss = outcome.clause { parts.append(loss) }
        return parts.joined(separator: ", ")
    }
}

extension RecordedRequest.Outcome {
    /// How the client came not to get the answer, as part of a sentence; nil when it got it.
    fileprivate var clause: String? {
        switch self {
        case .answered: nil
        case .clientGone: "but the client was gone"
        case .cut: "but the client did not take it"
        case .serverEnded: "but the server ended"
        case .lost: "but the answer was lost"
        case .reset: "but the connection was reset"
        case .closed: "but the connection was closed"
        case .hung: "but nothing was said"
        case .held: "but the client left while it was held"
        case .refused: "but the connection was refused"
        case .truncated: "but the answer was cut off"
        }
    }
}
