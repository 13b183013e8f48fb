/// How a cluster is set up: what it offers, what moves its time, and what is random in it.
public struct ClusterOptions: Hashable, Sendable {
    // MARK: Versions and features

    /// The Kubernetes release to be, such as `1.31`.
    ///
    /// The cluster then offers what that release offered. When nil (the default), it speaks as the
    /// newest release it knows, and ``runtimeConfig`` can name every version of LeaseCandidate
    /// there ever was.
    public var emulatedVersion: String?

    /// Whether components are elected by the coordinator; false by default.
    ///
    /// It switches the gate `CoordinatedLeaderElection` and the newest version of LeaseCandidate that the
    /// release has. What ``featureGates`` and ``runtimeConfig`` say comes after it, and wins.
    public var coordinated = false

    /// The feature gates to switch; the others have the default of the release.
    public var featureGates: FeatureGateSettings

    /// The API versions and resources to switch; none by default.
    ///
    /// An example is `.leaseCandidates(.v1beta1)`, or `"coordination.k8s.io/v1beta1=true"`.
    public var runtimeConfig: [RuntimeConfigSetting]

    /// Whether ``runtimeConfig`` may name what only a later release introduces; false by default.
    public var runtimeConfigEmulationForwardCompatible = false

    /// The admission plugins to switch on, by name; none by default.
    ///
    /// `NamespaceAutoProvision` creates the namespaces that requests name. The other plugins of
    /// kube-apiserver are accepted and do nothing.
    public var enableAdmissionPlugins: [String] = []

    // MARK: The coordinator

    /// How long the coordinator's own lease lasts; 15 seconds by default.
    public var coordinatedLeadershipLeaseDuration = Duration.seconds(15)

    /// How long the coordinator tries to renew its lease before it gives up; 10 seconds by default.
    public var coordinatedLeadershipRenewDeadline = Duration.seconds(10)

    /// How long the coordinator waits between tries; 2 seconds by default.
    public var coordinatedLeadershipRetryPeriod = Duration.seconds(2)

    /// Whether there is a Kubernetes Event for every election; false by default.
    public var electionEvents = false

    // MARK: The controllers

    /// Whether the controllers run that every cluster has; true by default.
    ///
    /// They are the garbage collector and the namespace controller of kube-controller-manager. Without
    /// them the cluster is a bare API server: what is deleted in the foreground waits, and so do
    /// namespaces, until a client does the controllers' work. The coordinator is not one of them, as
    /// it is a part of kube-apiserver.
    public var runsControllers = true

    // MARK: Time and control

    /// What moves the cluster's time; the machine's clock by default.
    public var clock = ClockSetting.real()

    /// The resource version of the first object, from 1 to 2^62.
    ///
    /// The default, nil, follows from the machine's time under a real clock, so that clients which have known
    /// an earlier cluster at the same URL are told to list again. It is 2 under a manual clock, and in the
    /// cluster at the URL of a server on a free port, to which no client can return. What a database holds
    /// goes on where it was.
    public var firstResourceVersion: UInt64?

    /// Whether what a test does to the cluster can be asked for under `/fake/`; true by default.
    public var servesControlAPI = true

    /// How many of the last requests are remembered, in 16 MiB at most; 10,000 by default.
    ///
    /// With 0 none are. See ``RecordedRequest``.
    public var journalRequests = 10_000

    /// The default options, but for what the cluster is to offer.
    public init(
        emulatedVersion: String? = nil,
        coordinated: Bool = false,
        featureGates: FeatureGateSettings = [:],
        runtimeConfig: [RuntimeConfigSetting] = []
    ) {
        self.emulatedVersion = emulatedVersion
        self.coordinated = coordinated
        self.featureGates = featureGates
        self.runtimeConfig = runtimeConfig
    }
}
