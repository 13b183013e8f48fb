import KubeAPI
import KubeJSON
import KubeTime

/// One of the conditions in which a terminating namespace tells what its deletion waits for
/// (`pkg/controller/namespace/deletion/status_condition_utils.go`).
struct NamespaceCondition {
    let type: String
    let isTrue: Bool
    let reason: String
    let message: String
}

extension NamespaceRemains {
    /// The conditions that tell of it, in upstream's order.
    var conditions: [NamespaceCondition] {
        [
            NamespaceCondition(
                type: "NamespaceDeletionDiscoveryFailure", isTrue: false,
                reason: "ResourcesDiscovered", message: "All resources successfully discovered"),
            NamespaceCondition(
                type: "NamespaceDeletionGroupVersionParsingFailure", isTrue: false,
                reason: "ParsedGroupVersions",
                message: "All legacy kube types successfully parsed"),
            failureCondition, contentCondition, finalizersCondition,
        ]
    }

    private var failureCondition: NamespaceCondition {
        let type = "NamespaceDeletionContentFailure"
        guard !failures.isEmpty else {
            return NamespaceCondition(
                type: type, isTrue: false, reason: "ContentDeleted",
                message: "All content successfully deleted, may be waiting on finalization")
        }
        return NamespaceCondition(
            type: type, isTrue: true, reason: "ContentDeletionFailed",
            message: "Failed to delete all resource types, \(failures.count) remaining: "
                + failures.sorted { $0.precedesBytewise($1) }.joined(separator: ", "))
    }

    private var contentCondition: NamespaceCondition {
        let type = "NamespaceContentRemaining"
        guard !resources.isEmpty else {
            return NamespaceCondition(
                type: type, isTrue: false, reason: "ContentRemoved",
                message: "All content successfully removed")
        }
        return NamespaceCondition(
            type: type, isTrue: true, reason: "SomeResourcesRemain",
            message: "Some resources are remaining: "
                + Self.list(resources) { "\($0) has \($1) resource instances" })
    }

    private var finalizersCondition: NamespaceCondition {
        let type = "NamespaceFinalizersRemaining"
        guard !finalizers.isEmpty else {
            return NamespaceCondition(
                type: type, isTrue: false, reason: "ContentHasNoFinalizers",
                message: "All content-preserving finalizers finished")
        }
        return NamespaceCondition(
            type: type, isTrue: true, reason: "SomeFinalizersRemain",
            message: "Some content in the namespace has finalizers remaining: "
                + Self.list(finalizers) { "\($0) in \($1) resource instances" })
    }

    private static func list(
        _ counts: [String: Int], _ text: (String, Int) -> String
    ) -> String {
        counts.map { text($0.key, $0.value) }.sorted { $0.precedesBytewise($1) }
            .joined(separator: ", ")
    }
}

extension NamespaceCondition {
    /// The conditions once these are told in the place of `old`: what says the same stays as it is, and
    /// the time changes with the status.
    static func told(
        _ conditions: [NamespaceCondition], over old: [JSONValue], at now: Timestamp
    ) -> [JSONValue] {
        var told = old
        for condition in conditions {
            let position = told.firstIndex { $0["type"]?.string == condition.type }
            let json = condition.json(over: position.map { told[$0] }, at: now)
            if let position { told[position] = json } else { told.append(json) }
        }
        return told
    }

    private func json(over old: JSONValue?, at now: Timestamp) -> JSONValue {
        let status: JSONValue = isTrue ? "True" : "False"
        let time = JSONValue.string(TimeFormat.seconds.format(now))
        let oldTime = old?["status"] == status ? old?["lastTransitionTime"] : nil
        return [
            "type": .string(type), "status": status, "lastTransitionTime": oldTime ?? time,
            "reason": .string(reason), "message": .string(message),
        ]
    }
}
