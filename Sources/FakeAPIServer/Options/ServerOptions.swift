/// How a server is set up: what `fake-apiserver`'s flags say, and what tests fill in by hand.
public struct ServerOptions: Hashable, Sendable {
    // MARK: Versions and features

    /// The Kubernetes release to be, such as `1.31`.
    ///
    /// The server then offers what that release offered. When nil (the default), it speaks as the
    /// newest release it knows, and ``runtimeConfig`` can name every version of LeaseCandidate
    /// there ever was.
    public var emulatedVersion: String?

    /// The feature gates to switch; the others have the default of the release.
    public var featureGates: FeatureGateSettings

    /// The API versions and resources to switch, as `--runtime-config` spells them; none by default.
    ///
    /// An example is `coordination.k8s.io/v1beta1=true`.
    public var runtimeConfig: [String]

    /// Whether ``runtimeConfig`` may name what only a later release introduces; false by default.
    public var runtimeConfigEmulationForwardCompatible = false

    // MARK: Serving

    /// The IP address to listen on; 127.0.0.1 by default.
    public var bindAddress = "127.0.0.1"

    /// The TCP port to listen on; 8080 by default, and 0 picks a free one.
    public var port = 8080

    /// The path of a Unix domain socket to listen on as well; none by default.
    public var unixSocketPath: String?

    // MARK: Persistence

    /// The directory of the database in which everything is kept; none by default.
    ///
    /// The database is `fake-apiserver.sqlite`. The directory is made when it is missing. Without
    /// one, and without ``sqlitePath``, everything is forgotten when the server ends.
    public var dataDirectory: String?

    /// The path of the database in which everything is kept, instead of ``dataDirectory``.
    public var sqlitePath: String?

    /// What stored changes survive; ``SQLiteSynchronous/normal`` by default.
    public var sqliteSynchronous = SQLiteSynchronous.normal

    /// Whether the whole database is examined before the server starts; false by default.
    public var sqliteCheck = false

    // MARK: The coordinator's own lease

    /// How long the coordinator's own lease lasts; 15 seconds by default.
    public var coordinatedLeadershipLeaseDuration = Duration.seconds(15)

    /// How long the coordinator tries to renew its lease before it gives up; 10 seconds by default.
    public var coordinatedLeadershipRenewDeadline = Duration.seconds(10)

    /// How long the coordinator waits between tries; 2 seconds by default.
    public var coordinatedLeadershipRetryPeriod = Duration.seconds(2)

    /// Whether there is a Kubernetes Event for every election; false by default.
    public var electionEvents = false

    // MARK: Time, chance and control

    /// What moves the server's time; the machine's clock by default.
    public var clock = ClockSetting.real()

    /// The number from which uids, generated names and everything else random follow.
    ///
    /// The default, nil, chooses one; ``FakeAPIServer/seed`` tells which.
    public var seed: UInt64?

    /// Whether what a test does to the server can be asked for under `/fake/`; true by default.
    public var servesControlAPI = true

    // MARK: Everything else

    /// The admission plugins to switch on, by name; none by default.
    ///
    /// `NamespaceAutoProvision` creates the namespaces that requests name. The other plugins of
    /// kube-apiserver are accepted and do nothing.
    public var enableAdmissionPlugins: [String] = []

    /// How much the server logs: 0 (the default) only surprises, 2 changes of state and delays of
    /// 5 ms, 4 requests.
    public var verbosity = 0

    /// The default options, but for what the server is to offer.
    public init(
        emulatedVersion: String? = nil,
        featureGates: FeatureGateSettings = [:],
        runtimeConfig: [String] = []
    ) {
        self.emulatedVersion = emulatedVersion
        self.featureGates = featureGates
        self.runtimeConfig = runtimeConfig
    }
}
