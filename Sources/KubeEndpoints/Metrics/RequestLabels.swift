import KubeAPI
import KubeRegistry

/// What a request is counted as once its answer is final.
package struct RequestLabels: Sendable {
    let served: ServedResource
    let variant: RequestVariant

    /// What is counted of a request that does `verb` to `target`, which is one object even without a
    /// name in the path if it `selectsObject`.
    init(
        _ verb: MetricVerb, _ target: Target, _ dryRun: RequestVariant.DryRun = .none,
        selectsObject: Bool = false
    ) {
        served = target.served
        variant = RequestVariant(verb, target, dryRun, selectsObject: selectsObject)
    }
}

extension RequestLabels: Equatable {
    /// Whether both are counted as the same.
    package static func == (left: RequestLabels, right: RequestLabels) -> Bool {
        left.served.kind === right.served.kind && left.variant == right.variant
    }
}
