package import KubeHTTP1
package import KubeTime

/// The fields that every answer of a cluster carries.
package struct StandardFields: Hashable, Sendable {
    private let flowSchemaUID: String
    private let priorityLevelUID: String

    /// Takes the identities that stay the same for the life of the cluster.
    package init(using random: inout Random) {
        flowSchemaUID = random.uuid()
        priorityLevelUID = random.uuid()
    }

    /// Adds the fields to the answer to `request`.
    package func add(
        to response: inout HTTPResponse, for request: HTTPRequest, using random: inout Random
    ) {
        let auditID = request.fields["Audit-Id"] ?? ""
        response.fields["Audit-Id"] = auditID.isEmpty ? random.uuid() : auditID
        if response.fields["Cache-Control"] == nil {
            response.fields["Cache-Control"] = "no-cache, private"
        }
        response.fields["X-Kubernetes-Pf-Flowschema-Uid"] = flowSchemaUID
        response.fields["X-Kubernetes-Pf-Prioritylevel-Uid"] = priorityLevelUID
    }
}
