import KubeAPI
import KubeHTTP1
import KubeRegistry

extension ResolvedRequest {
    /// What the request is counted as once its answer is final; nil when it is not counted.
    package var labels: Metrics.RequestLabels? {
        guard let action else { return nil }
        let target = action.target
        let scope =
            target.name.isEmpty ? (target.namespace.isEmpty ? "cluster" : "namespace") : "resource"
        return Metrics.RequestLabels(
            verb: action.verb.metricName(method: http.method), group: target.served.kind.group,
            version: target.served.kind.version, resource: target.resource.name,
            subresource: target.subresource, scope: scope,
            isDryRun: query.first("dryRun") != nil)
    }
}
