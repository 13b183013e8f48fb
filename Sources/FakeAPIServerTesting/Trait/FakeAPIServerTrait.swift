public import FakeAPIServerKit
public import Testing

/// Gives each test a cluster of its own, `FakeAPIServer.current`.
///
/// All clusters are of one server in the process of the tests, so that one costs a fraction of a
/// millisecond. Where a suite and a test both have the trait, that of the test counts.
public struct FakeAPIServerTrait: TestTrait, SuiteTrait, TestScoping {
    /// Which of several traits of a test it is.
    let id = Identity()

    /// How the clusters are set up.
    let options: ClusterOptions

    /// The number from which everything random follows; nil when it follows from the name of the test.
    let seed: UInt64?

    /// Whether all tests of a suite share one cluster.
    private(set) var isShared = false

    /// Whether the server is a program in a process of its own.
    private(set) var hasOwnProcess = false

    /// Whether what is wrong with the terms of leases fails a test.
    private(set) var isStrict = false

    /// Tells traits apart.
    final class Identity: Sendable {}

    /// Whether each test of a suite has a cluster of its own.
    public var isRecursive: Bool { !isShared }

    /// The same, but with one cluster for all tests of a suite, which then depend on each other.
    public var shared: Self {
        var trait = self
        trait.isShared = true
        return trait
    }

    /// The same, but each cluster is that of a program `fake-apiserver` in a process of its own, which ends
    /// with the test, and with the process of the tests however that ends.
    ///
    /// It takes some ten milliseconds more. Nobody can sleep by its clock: let it run fast for a program that
    /// has a clock of its own, or advance it and let the program act at that time.
    public var ownProcess: Self {
        var trait = self
        trait.hasOwnProcess = true
        return trait
    }

    /// The same, but what is found wrong with the terms of leases fails the test, and is no mere warning.
    public var strict: Self {
        var trait = self
        trait.isStrict = true
        return trait
    }
}

extension Trait where Self == FakeAPIServerTrait {
    /// Gives a test, or each test of a suite, a cluster of its own: `FakeAPIServer.current`.
    ///
    /// When the test fails it has an attachment that tells what happened in the cluster, and its issues say
    /// how to repeat the run. What is found wrong with the terms of leases is a warning.
    ///
    /// - Parameters:
    ///   - clock: What moves the time; `.manual()` begins in 2026, so that each run is the same.
    ///   - coordinated: Whether components are elected by the coordinator.
    ///   - featureGates: The gates to switch; the others have the default of the release.
    ///   - runtimeConfig: The API versions to switch, such as `.leaseCandidates(.v1beta1)`.
    ///   - emulatedVersion: The release to be, such as `1.31`; the newest by default.
    ///   - seed: The number from which everything random follows. By default it follows from the name of
    ///     the test and its arguments, so that it is the same in each run.
    ///   - configure: Changes any other option.
    /// - Returns: The trait; see also ``FakeAPIServerTrait/shared``, ``FakeAPIServerTrait/strict`` and
    ///   ``FakeAPIServerTrait/ownProcess``.
    public static func fakeAPIServer(
        clock: ClockSetting = .real(), coordinated: Bool = false,
        featureGates: FeatureGateSettings = [:], runtimeConfig: [RuntimeConfigSetting] = [],
        emulatedVersion: String? = nil, seed: UInt64? = nil,
        configure: (inout ClusterOptions) -> Void = { _ in }
    ) -> Self {
        var options = ClusterOptions(
            emulatedVersion: emulatedVersion, coordinated: coordinated,
            featureGates: featureGates, runtimeConfig: runtimeConfig)
        options.clock = clock == .manual() ? .manual(startingAt: .firstOf2026) : clock
        configure(&options)
        return FakeAPIServerTrait(options: options, seed: seed)
    }
}

extension Timestamp {
    /// Where a manual clock begins that is not told where.
    fileprivate static let firstOf2026 = Timestamp(seconds: 1_767_225_600)
}
