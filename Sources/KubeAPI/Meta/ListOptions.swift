import KubeJSON
import KubeTime

/// What a client may ask of a list or a watch (`metav1.ListOptions`).
package struct ListOptions: Sendable {
    /// How a list's resource version is meant.
    package enum ResourceVersionMatch: String, Sendable {
        case exact = "Exact"
        case notOlderThan = "NotOlderThan"
    }

    package var labelSelector = LabelSelector()
    package var fieldSelector = FieldSelector()

    /// The version as the client spelled it; empty when it did not.
    package var resourceVersion = ""
    package var resourceVersionMatch: ResourceVersionMatch?

    /// The most items of a page; 0 means all.
    package var limit: Int64 = 0
    package var continueToken = ""

    /// Seconds until a watch ends; nil when the client leaves it to the server.
    package var timeoutSeconds: Int64?
    package var allowWatchBookmarks = false
    package var sendInitialEvents: Bool?

    package init() {}

    /// The options in `query`, checked for a watch or a list.
    ///
    /// Throws 400 for what cannot be read, numbers before selectors, and then 422 for options that
    /// contradict each other.
    package init(
        _ query: QueryParameters, isWatch: Bool, watchListEnabled: Bool = true
    ) throws(StatusError) {
        resourceVersion = query.first("resourceVersion") ?? ""
        timeoutSeconds = try query.integer("timeoutSeconds")
        limit = max(0, try query.integer("limit") ?? 0)
        if let text = query.first("labelSelector") {
            labelSelector = try LabelSelector(parsing: text)
        }
        if let text = query.first("fieldSelector") {
            fieldSelector = try FieldSelector(parsing: text)
        }
        continueToken = query.first("continue") ?? ""
        allowWatchBookmarks = query.bool("allowWatchBookmarks") ?? false
        sendInitialEvents = query.bool("sendInitialEvents")
        var match = query.first("resourceVersionMatch") ?? ""
        // A watch from nowhere is a watch-list by default (WAT-004).
        if watchListEnabled, query.bool("watch") == true, sendInitialEvents == nil, match.isEmpty,
            resourceVersion.isEmpty || resourceVersion == "0"
        {
            sendInitialEvents = true
            match = ResourceVersionMatch.notOlderThan.rawValue
        }
        let errors =
            isWatch
            ? watchErrors(match, watchListEnabled: watchListEnabled) : listErrors(match)
        guard errors.isEmpty else { throw .invalidOptions("ListOptions", errors) }
        resourceVersionMatch = ResourceVersionMatch(rawValue: match)
    }
}

// MARK: - Rules

extension ListOptions {
    private static let matchField = "resourceVersionMatch"

    private func watchErrors(_ match: String, watchListEnabled: Bool) -> [FieldError] {
        let field = Self.matchField
        let isNotOlderThan = match == ResourceVersionMatch.notOlderThan.rawValue
        var errors: [FieldError] = []
        if sendInitialEvents != nil, !isNotOlderThan {
            errors.append(
                .forbidden(
                    field,
                    "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"))
        }
        if sendInitialEvents != nil, !watchListEnabled {
            errors.append(
                .forbidden(
                    "sendInitialEvents",
                    "sendInitialEvents is forbidden for watch unless the WatchList feature gate "
                        + "is enabled"))
        }
        guard !match.isEmpty else { return errors }
        if sendInitialEvents == nil {
            errors.append(
                .forbidden(
                    field, "\(field) is forbidden for watch unless sendInitialEvents is provided"))
        }
        if !isNotOlderThan {
            errors.append(.notSupported(field, .string(match), supported: ["NotOlderThan"]))
        }
        return errors + continueErrors
    }

    private func listErrors(_ match: String) -> [FieldError] {
        let field = Self.matchField
        var errors: [FieldError] = []
        if !match.isEmpty {
            if resourceVersion.isEmpty {
                errors.append(
                    .forbidden(field, "\(field) is forbidden unless resourceVersion is provided"))
            }
            errors += continueErrors
            if ResourceVersionMatch(rawValue: match) == nil {
                errors.append(
                    .notSupported(
                        field, .string(match), supported: ["Exact", "NotOlderThan", ""]))
            }
            if match == ResourceVersionMatch.exact.rawValue, resourceVersion == "0" {
                errors.append(
                    .forbidden(
                        field, "\(field) \"exact\" is forbidden for resourceVersion \"0\""))
            }
        }
        if sendInitialEvents != nil {
            errors.append(
                .forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"))
        }
        return errors
    }

    private var continueErrors: [FieldError] {
        guard !continueToken.isEmpty else { return [] }
        return [
            .forbidden(
                Self.matchField,
                "\(Self.matchField) is forbidden when continue is provided")
        ]
    }
}
