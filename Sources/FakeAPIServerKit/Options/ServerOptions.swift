public import KubeCluster

/// How a server is set up: what `fake-apiserver`'s flags say, and what tests fill in by hand.
///
/// The options of the cluster at `/` can be named as if they were the server's own:
/// `options.clock` is `options.cluster.clock`.
@dynamicMemberLookup
public struct ServerOptions: Hashable, Sendable {
    /// How the cluster at `/` is set up, and every other one unless it is created otherwise.
    public var cluster: ClusterOptions

    // MARK: Serving

    /// The IP address to listen on; 127.0.0.1 by default.
    public var bindAddress = "127.0.0.1"

    /// The TCP port to listen on; 0, the default, picks a free one.
    public var port = 0

    /// The IP address that others are told to dial, in URLs and kubeconfig files.
    ///
    /// The default, nil, is ``bindAddress``; where that stands for all addresses (`0.0.0.0` or `::`) it is
    /// the machine's address on its default route, or the loopback address where there is no route.
    public var advertiseAddress: String?

    /// The names by which clients may call the server, beside those of this machine for itself and the
    /// addresses above; none by default.
    ///
    /// `*.example.com` stands for all names that end so, and `*` for all. Whoever calls it otherwise is
    /// answered 421, so that no web page can drive it by a name of its own (DNS rebinding). A server on the
    /// network is called by any name unless some are given here.
    public var allowedHosts: [String] = []

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

    /// Whether the server also starts on a database that has lost what was stored in it; false by default.
    ///
    /// It then goes on with what there is, and with versions above all that were given out.
    public var sqliteAcceptLoss = false

    // MARK: Objects

    /// The paths of the files whose objects are there at first, in order; none by default.
    ///
    /// A file holds documents in YAML or JSON, and may be a snapshot. Of a folder the files are taken
    /// that are called `*.yaml`, `*.yml` or `*.json`, by name. A database that holds objects already
    /// goes on with those instead.
    public var loadPaths: [String] = []
    // MARK: Faults

    /// The path of a file of rules that make things go wrong from the first request on, in YAML or
    /// JSON: one rule or a list, as `POST /fake/faults` takes them; none by default.
    ///
    /// They are for the cluster at `/` alone.
    public var faultsPath: String?

    // MARK: Chance and logs

    /// The number from which uids, generated names and everything else random follow.
    ///
    /// The default, nil, chooses one; ``FakeAPIServer/seed`` tells which.
    public var seed: UInt64?

    /// How much the server logs: 0 (the default) only surprises, 2 also changes of state and delays of
    /// 5 ms, 4 also requests and renewals.
    public var verbosity = 0

    /// In which form the server logs; ``LogFormat/text`` by default.
    public var logFormat = LogFormat.text

    /// The default options, but for what the server is to offer.
    public init(
        emulatedVersion: String? = nil,
        coordinated: Bool = false,
        featureGates: FeatureGateSettings = [:],
        runtimeConfig: [RuntimeConfigSetting] = []
    ) {
        cluster = ClusterOptions(
            emulatedVersion: emulatedVersion, coordinated: coordinated,
            featureGates: featureGates, runtimeConfig: runtimeConfig)
    }

    /// An option of the cluster.
    public subscript<Value>(dynamicMember path: WritableKeyPath<ClusterOptions, Value>) -> Value {
        get { cluster[keyPath: path] }
        set { cluster[keyPath: path] = newValue }
    }
}
