package import KubeHTTP1
package import KubeTime

/// The fields that every answer of a cluster carries.
package struct StandardFields: Hashable, Sendable {
    private let flowSchema: HTTPField
    private let priorityLevel: HTTPField

    private static let cacheControl = HTTPField(name: "Cache-Control", text: "no-cache, private")

    /// Takes the identities that stay the same for the life of the cluster.
    package init(using random: inout Random) {
        flowSchema = HTTPField(name: "X-Kubernetes-Pf-Flowschema-Uid", text: random.uuid())
        priorityLevel = HTTPField(name: "X-Kubernetes-Pf-Prioritylevel-Uid", text: random.uuid())
    }

    /// Adds the fields to the answer to `request`.
    package func add(
        to response: inout HTTPResponse, for request: HTTPRequest, using random: inout Random
    ) {
        let auditID = request.fields["Audit-Id"] ?? ""
        response.fields.append(
            HTTPField(name: "Audit-Id", text: auditID.isEmpty ? random.uuid() : auditID))
        if response.fields["Cache-Control"] == nil { response.fields.append(Self.cacheControl) }
        response.fields.append(flowSchema)
        response.fields.append(priorityLevel)
    }
}
