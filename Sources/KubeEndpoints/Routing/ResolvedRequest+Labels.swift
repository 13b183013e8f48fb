import KubeAPI
import KubeRegistry

extension ResolvedRequest {
    /// What the request is counted as once its answer is final; nil when it is not counted.
    package var labels: Metrics.RequestLabels? {
        guard let action else { return nil }
        return Metrics.RequestLabels(
            action.verb, action.target, isDryRun: query.first("dryRun") != nil)
    }
}
