import ArgumentParser
import KubeRegistry

extension CompletionKind {
    /// Of flags that are true or false.
    static let booleans = CompletionKind.list(["true", "false"])

    /// Of the releases that the server can be.
    static let releases = CompletionKind.list(
        (Release.oldest.minor...Release.newest.minor).map { "\(Release(1, $0))" })

    /// Of one feature gate with its value.
    static let featureGates = CompletionKind.list(
        FeatureGates.names(at: .newest).flatMap { ["\($0)=true", "\($0)=false"] })

    /// Of one API version with its value.
    static let apiVersions = CompletionKind.list(
        RuntimeConfig.keys.flatMap { ["\($0)=true", "\($0)=false"] })
}
