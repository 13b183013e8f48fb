package import KubeHTTP1
package import KubeTime

/// The fields that every answer of a cluster carries.
package struct StandardFields: Sendable {
    /// What most answers have in common.
    private let usual: CommonFields
    /// The same for answers that say themselves how long they may be kept.
    private let cacheable: CommonFields

    /// Takes the identities that stay the same for the life of the cluster.
    package init(using random: inout Random) {
        let identities = [
            HTTPField(name: "X-Kubernetes-Pf-Flowschema-Uid", text: random.uuid()),
            HTTPField(name: "X-Kubernetes-Pf-Prioritylevel-Uid", text: random.uuid()),
        ]
        usual = CommonFields(
            [HTTPField(name: "Cache-Control", text: "no-cache, private")] + identities)
        cacheable = CommonFields(identities)
    }

    /// Adds the fields to the answer to `request`.
    package func add(
        to response: inout HTTPResponse, for request: HTTPRequest, using random: inout Random
    ) {
        let isCacheable = response.fields["Cache-Control"] != nil
        let auditID = request.fields["Audit-Id"] ?? ""
        response.fields.append(
            HTTPField(name: "Audit-Id", text: auditID.isEmpty ? random.uuid() : auditID))
        response.fields.append(isCacheable ? cacheable : usual)
    }
}
