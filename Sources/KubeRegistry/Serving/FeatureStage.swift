/// How far a feature has come.
enum FeatureStage: Sendable {
    case alpha, beta, generallyAvailable, deprecated
}
