import FakeAPIServerKit
import KubeCluster
import KubeRegistry

extension ServerFlag {
    /// Every flag there is; what each is for is told in its group, beside this file.
    static let all = serving + features + persistence + leadership + testing

    private static let serving: [ServerFlag] = [
        text("bind-address") { $0.options.bindAddress = $1 },
        // As for kube-apiserver an empty one is none.
        text("advertise-address") { $0.options.advertiseAddress = $1.isEmpty ? nil : $1 },
        text("allowed-hosts") { invocation, text in
            invocation.options.allowedHosts += text.split(separator: ",").map(String.init)
        },
        value("port", FlagValue.integer) { $0.options.port = $1 },
        text("unix-socket") { $0.options.unixSocketPath = $1 },
        value("write-kubeconfig", KubeconfigFile.init) { $0.announcement.kubeconfigs.append($1) },
        text("ready-file") { $0.announcement.readyFilePath = $1 },
        boolean("exit-with-parent") { $0.exitsWithParent = $1 },
        value("exit-when-idle", positiveDuration) { $0.idleTimeMax = $1 },
    ]

    private static func positiveDuration(
        _ text: String, flag: String
    ) throws(FlagError) -> Duration {
        let duration = try FlagValue.duration(text, flag: flag)
        guard duration > .zero else {
            throw FlagError(FlagValue.invalid(text, for: flag, because: "must be more than 0"))
        }
        return duration
    }

    private static let features: [ServerFlag] = [
        text("emulated-version") { invocation, text in
            let earlier = invocation.options.cluster.emulatedVersion.map { "\($0)," } ?? ""
            invocation.options.cluster.emulatedVersion = earlier + text
        },
        text("feature-gates") { $0.options.cluster.featureGates.flagValues.append($1) },
        text("runtime-config") {
            $0.options.cluster.runtimeConfig.append(RuntimeConfigSetting(flagValue: $1))
        },
        boolean("coordinated-leader-election") { $0.options.cluster.coordinated = $1 },
        boolean("runtime-config-emulation-forward-compatible") {
            $0.options.cluster.runtimeConfigEmulationForwardCompatible = $1
        },
        text("enable-admission-plugins") { invocation, text in
            guard !text.isEmpty else { return }
            invocation.options.cluster.enableAdmissionPlugins +=
                text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        },
        controllers,
    ]

    /// Unlike the flag of kube-controller-manager it names no controllers.
    private static let controllers = ServerFlag.boolean(
        "controllers",
        otherwise: "must be true or false: the garbage collector and the namespace controller "
            + "run both or not at all"
    ) { $0.options.cluster.runsControllers = $1 }

    private static let persistence: [ServerFlag] = [
        text("data-dir") { $0.options.dataDirectory = $1 },
        text("sqlite") { $0.options.sqlitePath = $1 },
        value("sqlite-synchronous", SQLiteSynchronous.init) { $0.options.sqliteSynchronous = $1 },
        boolean("sqlite-check") { $0.options.sqliteCheck = $1 },
        boolean("sqlite-accept-loss") { $0.options.sqliteAcceptLoss = $1 },
    ]

    private static let leadership: [ServerFlag] = [
        value("coordinated-leadership-lease-duration", FlagValue.duration) {
            $0.options.cluster.coordinatedLeadershipLeaseDuration = $1
        },
        value("coordinated-leadership-renew-deadline", FlagValue.duration) {
            $0.options.cluster.coordinatedLeadershipRenewDeadline = $1
        },
        value("coordinated-leadership-retry-period", FlagValue.duration) {
            $0.options.cluster.coordinatedLeadershipRetryPeriod = $1
        },
    ]

    private static let testing: [ServerFlag] = [
        text("load") { $0.options.loadPaths.append($1) },
        value("clock", ClockSetting.init) { $0.options.cluster.clock = $1 },
        value("clock-rate", FlagValue.number) { $0.clockRate = $1 },
        value("seed", FlagValue.unsigned) { $0.options.seed = $1 },
        value("first-resource-version", FlagValue.unsigned) {
            $0.options.cluster.firstResourceVersion = $1
        },
        text("faults") { $0.options.faultsPath = $1 },
        boolean("election-events") { $0.options.cluster.electionEvents = $1 },
        value("journal-requests", FlagValue.integer) { $0.options.cluster.journalRequests = $1 },
        boolean("control-api") { $0.options.cluster.servesControlAPI = $1 },
        value("v", FlagValue.integer) { $0.options.verbosity = $1 },
        // The first is kube-apiserver's.
        value("logging-format", LogFormat.init) { $0.options.logFormat = $1 },
        value("log-format", LogFormat.init) { $0.options.logFormat = $1 },
    ]
}

extension LogFormat {
    /// What `text` spells; kube-apiserver refuses any other in these words, whatever the flag is called.
    fileprivate init(_ text: String, flag: String) throws(FlagError) {
        guard let known = LogFormat(rawValue: text) else {
            throw FlagError(
                "format: Invalid value: \(FlagValue.quote(text)): Unsupported log format")
        }
        self = known
    }
}

extension SQLiteSynchronous {
    /// What `text`, the value of `flag`, spells.
    fileprivate init(_ text: String, flag: String) throws(FlagError) {
        guard let known = SQLiteSynchronous(rawValue: text) else {
            throw FlagError(
                FlagValue.invalid(text, for: flag, because: "must be normal or full"))
        }
        self = known
    }
}

extension ClockSetting {
    /// What `text` spells; there is one flag for it.
    fileprivate init(_ text: String, flag: String) throws(FlagError) {
        try self.init(flagValue: text)
    }
}
