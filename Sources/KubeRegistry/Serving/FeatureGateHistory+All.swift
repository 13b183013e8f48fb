extension FeatureGateHistory {
    /// The gates of kube-apiserver's generic server, by name; the numbers are minor releases of 1.
    static let all: [FeatureGateHistory] = [
        .init("APIResponseCompression", .alpha(8, .off), .beta(16, .on)),
        .init("APIServerIdentity", .alpha(20, .off), .beta(26, .on)),
        .init("APIServerTracing", .alpha(22, .off), .beta(27, .on), .stable(34, .lockedOn)),
        .init("APIServingWithRoutine", .alpha(30, .off)),
        .init(
            "AggregatedDiscoveryRemoveBetaType",
            .stable(0, .off), .deprecated(33, .on), .deprecated(35, .lockedOn)),
        .init("AllowParsingUserUIDFromCertAuth", .beta(33, .on)),
        .init("AllowUnsafeMalformedObjectDeletion", .alpha(32, .off)),
        .init(
            "AnonymousAuthConfigurableEndpoints",
            .alpha(31, .off), .beta(32, .on), .stable(34, .lockedOn)),
        .init("AuthorizeWithSelectors", .alpha(31, .off), .beta(32, .on), .stable(34, .lockedOn)),
        .init("BtreeWatchCache", .beta(32, .on), .stable(33, .lockedOn)),
        .init("CBORServingAndStorage", .alpha(32, .off)),
        .init("ConcurrentWatchObjectDecode", .beta(31, .off)),
        .init("ConsistentListFromCache", .alpha(28, .off), .beta(31, .on), .stable(34, .lockedOn)),
        .init("ConstrainedImpersonation", .alpha(35, .off), .beta(36, .on)),
        .init("CoordinatedLeaderElection", .alpha(31, .off), .beta(33, .off)),
        .init("DeclarativeValidation", .beta(33, .on), .stable(36, .lockedOn)),
        .init("DeclarativeValidationBeta", .beta(36, .on)),
        .init("DeclarativeValidationTakeover", .beta(33, .off), .deprecated(36, .off)),
        .init("DetectCacheInconsistency", .beta(34, .on)),
        .init("KMSv1", .stable(0, .on), .deprecated(28, .on), .deprecated(29, .off)),
        .init("ListFromCacheSnapshot", .alpha(33, .off), .beta(34, .on)),
        .init("ManifestBasedAdmissionControlConfig", .alpha(36, .off)),
        .init("MutatingAdmissionPolicy", .alpha(32, .off), .beta(34, .off), .stable(36, .on)),
        .init("OpenAPIEnums", .alpha(23, .off), .beta(24, .on)),
        .init("RemoteRequestHeaderUID", .alpha(32, .off), .beta(33, .on)),
        .init("ResilientWatchCacheInitialization", .beta(31, .on), .stable(34, .lockedOn)),
        .init("RetryGenerateName", .alpha(30, .off), .beta(31, .on), .stable(32, .lockedOn)),
        .init(
            "SeparateCacheWatchRPC",
            .beta(28, .on), .deprecated(33, .off), .deprecated(36, .lockedOff)),
        .init("ShardedListAndWatch", .alpha(36, .off)),
        .init("SizeBasedListCostEstimate", .beta(34, .on)),
        .init("StorageVersionAPI", .alpha(20, .off)),
        .init("StorageVersionHash", .alpha(14, .off), .beta(15, .on)),
        .init("StreamingCollectionEncodingToJSON", .beta(33, .on), .stable(34, .lockedOn)),
        .init("StreamingCollectionEncodingToProtobuf", .beta(33, .on), .stable(34, .lockedOn)),
        .init("StrictCostEnforcementForVAP", .beta(30, .off), .stable(32, .lockedOn)),
        .init("StrictCostEnforcementForWebhooks", .beta(30, .off), .stable(32, .lockedOn)),
        .init(
            "StructuredAuthenticationConfiguration",
            .alpha(29, .off), .beta(30, .on), .stable(34, .lockedOn)),
        .init("StructuredAuthenticationConfigurationEgressSelector", .beta(34, .on)),
        .init("StructuredAuthenticationConfigurationJWKSMetrics", .beta(35, .on)),
        .init(
            "StructuredAuthorizationConfiguration",
            .alpha(29, .off), .beta(30, .on), .stable(32, .lockedOn)),
        .init("TokenRequestServiceAccountUIDValidation", .beta(34, .on)),
        .init("UnauthenticatedHTTP2DOSMitigation", .beta(25, .off), .beta(29, .on)),
        .init("UnknownVersionInteroperabilityProxy", .alpha(28, .off), .beta(36, .on)),
        .init("WatchCacheInitializationPostStartHook", .beta(31, .off), .beta(36, .on)),
        .init(
            "WatchFromStorageWithoutResourceVersion", .beta(27, .off), .deprecated(33, .lockedOff)),
        .init("WatchList", .alpha(27, .off), .beta(32, .on), .beta(33, .off), .beta(34, .on)),
    ]

    /// The gates that need others to be on, by name, each with those it needs.
    static let prerequisites: [(gate: FeatureGate, needs: [FeatureGate])] = [
        (FeatureGate("DeclarativeValidationTakeover"), [FeatureGate("DeclarativeValidation")]),
        (FeatureGate("StorageVersionAPI"), [FeatureGate("APIServerIdentity")]),
        (
            FeatureGate("StructuredAuthenticationConfigurationEgressSelector"),
            [FeatureGate("StructuredAuthenticationConfiguration")]
        ),
        (
            FeatureGate("StructuredAuthenticationConfigurationJWKSMetrics"),
            [FeatureGate("StructuredAuthenticationConfiguration")]
        ),
        (FeatureGate("UnknownVersionInteroperabilityProxy"), [FeatureGate("APIServerIdentity")]),
    ]
}
