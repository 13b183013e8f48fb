/// The name of a feature gate, as `--feature-gates` spells it.
public struct FeatureGate: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    /// The name, such as `CoordinatedLeaderElection`.
    public let rawValue: String

    /// The gate called `rawValue`, known to the server or not.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    init(_ name: String) {
        rawValue = name
    }

    /// The name.
    public var description: String { rawValue }
}

// The gates that change what the server does. Of every other gate of kube-apiserver the server
// knows the name and the history, so that command lines which name it keep working.
extension FeatureGate {
    /// Every gate that is alpha at the emulated release and is not set by itself.
    public static let allAlpha = FeatureGate("AllAlpha")

    /// Every gate that is beta at the emulated release and is not set by itself.
    public static let allBeta = FeatureGate("AllBeta")

    /// Leases keep `strategy` and `preferredHolder`, and the server elects leaders.
    public static let coordinatedLeaderElection = FeatureGate("CoordinatedLeaderElection")

    /// Watches may begin with the objects that exist (`sendInitialEvents=true`).
    public static let watchList = FeatureGate("WatchList")

    /// Large answers are compressed for clients that accept it.
    public static let apiResponseCompression = FeatureGate("APIResponseCompression")

    /// The `v2beta1` form of aggregated discovery is gone.
    public static let aggregatedDiscoveryRemoveBetaType = FeatureGate(
        "AggregatedDiscoveryRemoveBetaType")

    /// Discovery shows the hash of each resource's storage version.
    public static let storageVersionHash = FeatureGate("StorageVersionHash")

    /// A generated name that is taken is generated anew.
    public static let retryGenerateName = FeatureGate("RetryGenerateName")
}
