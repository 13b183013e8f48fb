import ArgumentParser
import FakeAPIServerKit
import KubeCluster
import KubeRegistry

/// What every flag is unless it is given.
private let defaults = ServerOptions()

/// Where the server listens, and whom it tells.
struct ServingFlags: ParsableArguments {
    @Option(help: ArgumentHelp("The IP address to listen on.", valueName: "ip"))
    var bindAddress = defaults.bindAddress

    @Option(help: ArgumentHelp("The port to listen on; 0 picks a free one.", valueName: "port"))
    var port = String(defaults.port)

    @Option(help: ArgumentHelp("A Unix domain socket to listen on as well.", valueName: "path"))
    var unixSocket: String?

    @Option(
        help: ArgumentHelp(
            "Write a kubeconfig file for the server here once it listens.", valueName: "file"))
    var writeKubeconfig: String?

    @Option(
        help: ArgumentHelp(
            "Write the server's URL here once it answers requests.", valueName: "file"))
    var readyFile: String?

    func apply(to options: inout ServerOptions) throws(FlagError) {
        options.bindAddress = bindAddress
        options.port = try FlagValue.integer(port, flag: "port")
        options.unixSocketPath = unixSocket
    }

    /// Whom to tell once the server listens.
    var announcement: Announcement {
        Announcement(kubeconfigPath: writeKubeconfig, readyFilePath: readyFile)
    }
}

/// What the server offers.
struct FeatureFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The release to be, 1.31 to 1.36. Without it the server speaks as the newest, and "
                + "--runtime-config can name every version there ever was.",
            valueName: "major.minor"))
    var emulatedVersion: [String] = []

    @Option(
        help: ArgumentHelp(
            "Feature gates to switch, such as CoordinatedLeaderElection=true,WatchList=false. "
                + "AllAlpha and AllBeta stand for all gates of a stage. May be repeated.",
            valueName: "name=bool,..."))
    var featureGates: [String] = []

    @Option(
        help: ArgumentHelp(
            "API versions to switch: group/version or group/version/resource, such as "
                + "coordination.k8s.io/v1beta1=true, or api/all, api/ga, api/beta, api/alpha. "
                + "May be repeated.",
            valueName: "key=bool,..."))
    var runtimeConfig: [String] = []

    @Option(
        help: ArgumentHelp(
            "Whether --runtime-config may name what only a later release introduces.",
            valueName: "bool"))
    var runtimeConfigEmulationForwardCompatible =
        String(defaults.runtimeConfigEmulationForwardCompatible)

    @Option(
        help: ArgumentHelp(
            "Admission plugins to switch on. NamespaceAutoProvision creates the namespaces that "
                + "requests name; the others change nothing. May be repeated.",
            valueName: "name,..."))
    var enableAdmissionPlugins: [String] = []

    func apply(to options: inout ServerOptions) throws(FlagError) {
        options.emulatedVersion =
            emulatedVersion.isEmpty ? nil : emulatedVersion.joined(separator: ",")
        options.featureGates = FeatureGateSettings(flagValues: featureGates)
        options.runtimeConfig = runtimeConfig
        options.runtimeConfigEmulationForwardCompatible = try FlagValue.boolean(
            runtimeConfigEmulationForwardCompatible,
            flag: "runtime-config-emulation-forward-compatible")
        options.enableAdmissionPlugins = enableAdmissionPlugins.flatMap { value in
            value.isEmpty
                ? []
                : value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }
}

/// Where the server keeps what it holds.
struct PersistenceFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Keep everything in the SQLite database fake-apiserver.sqlite in this directory, and "
                + "go on from there after a restart.",
            valueName: "directory"))
    var dataDir: String?

    @Option(
        help: ArgumentHelp("Keep everything in this SQLite database instead.", valueName: "file"))
    var sqlite: String?

    @Option(
        help: ArgumentHelp(
            "What an answered write survives: normal, a crash of the server; full, of the machine.",
            valueName: "normal|full"))
    var sqliteSynchronous = defaults.sqliteSynchronous.rawValue

    @Option(
        help: ArgumentHelp(
            "Whether to examine the whole database at the start.", valueName: "bool"))
    var sqliteCheck = String(defaults.sqliteCheck)

    func apply(to options: inout ServerOptions) throws(FlagError) {
        options.dataDirectory = dataDir
        options.sqlitePath = sqlite
        guard let synchronous = SQLiteSynchronous(rawValue: sqliteSynchronous) else {
            let reason = "must be normal or full"
            throw FlagError(
                FlagValue.invalid(sqliteSynchronous, for: "sqlite-synchronous", because: reason))
        }
        options.sqliteSynchronous = synchronous
        options.sqliteCheck = try FlagValue.boolean(sqliteCheck, flag: "sqlite-check")
    }
}

/// How the server holds the lease of its own coordinator.
struct LeadershipFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How long the coordinator's own lease lasts.", valueName: "duration"))
    var coordinatedLeadershipLeaseDuration =
        FlagValue.text(defaults.coordinatedLeadershipLeaseDuration)

    @Option(
        help: ArgumentHelp(
            "How long it tries to renew that lease before it gives up.", valueName: "duration"))
    var coordinatedLeadershipRenewDeadline =
        FlagValue.text(defaults.coordinatedLeadershipRenewDeadline)

    @Option(help: ArgumentHelp("How long it waits between tries.", valueName: "duration"))
    var coordinatedLeadershipRetryPeriod =
        FlagValue.text(defaults.coordinatedLeadershipRetryPeriod)

    func apply(to options: inout ServerOptions) throws(FlagError) {
        options.coordinatedLeadershipLeaseDuration = try FlagValue.duration(
            coordinatedLeadershipLeaseDuration, flag: "coordinated-leadership-lease-duration")
        options.coordinatedLeadershipRenewDeadline = try FlagValue.duration(
            coordinatedLeadershipRenewDeadline, flag: "coordinated-leadership-renew-deadline")
        options.coordinatedLeadershipRetryPeriod = try FlagValue.duration(
            coordinatedLeadershipRetryPeriod, flag: "coordinated-leadership-retry-period")
    }
}

/// What a test decides that no real server lets it decide.
struct TestingFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What moves the time: real goes with the machine's clock; manual stands still until "
                + "/fake/clock advances it. Either shows the given instant at first, or the "
                + "machine's time.",
            valueName: "real|manual[=instant]"))
    var clock = "real"

    @Option(
        help: ArgumentHelp(
            "How much faster than the machine's a real clock runs; 0.001 to 1000.",
            valueName: "factor"))
    var clockRate: String?

    @Option(
        help: ArgumentHelp(
            "The number from which uids, generated names and everything else random follow; "
                + "printed at the start when it is not given.",
            valueName: "number"))
    var seed: String?

    @Option(
        help: ArgumentHelp(
            "Whether to make a Kubernetes Event for every election.", valueName: "bool"))
    var electionEvents = String(defaults.electionEvents)

    @Option(help: ArgumentHelp("Whether to serve /fake/.", valueName: "bool"))
    var controlAPI = String(defaults.servesControlAPI)

    func apply(to options: inout ServerOptions) throws(FlagError) {
        options.clock = try ClockSetting(flagValue: clock)
        if let clockRate {
            try options.clock.setRate(FlagValue.number(clockRate, flag: "clock-rate"))
        }
        options.seed = try seed.map { text throws(FlagError) in
            try FlagValue.unsigned(text, flag: "seed")
        }
        options.electionEvents = try FlagValue.boolean(electionEvents, flag: "election-events")
        options.servesControlAPI = try FlagValue.boolean(controlAPI, flag: "control-api")
    }
}

/// What the server says while it runs.
struct LogFlags: ParsableArguments {
    @Option(
        name: [.customShort("v"), .customLong("v")],
        help: ArgumentHelp(
            """
            How much to log on standard error: 0 surprises, 2 changes of state and delays of 5 ms, 4 \
            requests.
            """,
            valueName: "level"))
    var verbosity = String(defaults.verbosity)

    func apply(to options: inout ServerOptions) throws(FlagError) {
        options.verbosity = try FlagValue.integer(verbosity, flag: "v")
    }
}
