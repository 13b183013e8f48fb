import FakeAPIServerKit
import KubeRegistry
import Testing

@testable import fake_apiserver

/// Everything that flags can change.
private struct Meaning: Equatable {
    var options: ServerOptions
    var kubeconfigs: [KubeconfigFile]
    var readyFilePath: String?
    var exitsWithParent: Bool
    var idleTimeMax: Duration?

    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        let invocation = try Invocation(arguments, environment: environment)
        options = invocation.options
        kubeconfigs = invocation.announcement.kubeconfigs
        readyFilePath = invocation.announcement.readyFilePath
        exitsWithParent = invocation.exitsWithParent
        idleTimeMax = invocation.idleTimeMax
    }

    /// The meaning of no flags, but for what `change` changes.
    init(but change: (inout Meaning) -> Void) throws {
        try self.init([])
        change(&self)
    }
}

@Suite struct `Every flag` {
    /// A value of each flag, and what it changes; a flag without a row fails.
    private static let rows: [String: (value: String, change: @Sendable (inout Meaning) -> Void)] =
        [
            "advertise-address": ("10.0.0.5", { $0.options.advertiseAddress = "10.0.0.5" }),
            "allowed-hosts": ("api,*.test", { $0.options.allowedHosts = ["api", "*.test"] }),
            "bind-address": ("::1", { $0.options.bindAddress = "::1" }),
            "clock": ("manual", { $0.options.clock = .manual() }),
            "clock-rate": ("2.5", { $0.options.clock = .real(rate: 2.5) }),
            "controllers": ("false", { $0.options.runsControllers = false }),
            "journal-requests": ("7", { $0.options.journalRequests = 7 }),
            "control-api": ("false", { $0.options.servesControlAPI = false }),
            "coordinated-leadership-lease-duration": (
                "1m30s", { $0.options.coordinatedLeadershipLeaseDuration = .seconds(90) }
            ),
            "coordinated-leadership-renew-deadline": (
                "1.5s", { $0.options.coordinatedLeadershipRenewDeadline = .milliseconds(1500) }
            ),
            "coordinated-leadership-retry-period": (
                "200ms", { $0.options.coordinatedLeadershipRetryPeriod = .milliseconds(200) }
            ),
            "coordinated-leader-election": ("true", { $0.options.coordinated = true }),
            "data-dir": ("data", { $0.options.dataDirectory = "data" }),
            "election-events": ("true", { $0.options.electionEvents = true }),
            "faults": ("faults.yaml", { $0.options.faultsPath = "faults.yaml" }),
            "emulated-version": ("1.31", { $0.options.emulatedVersion = "1.31" }),
            "enable-admission-plugins": (
                "NamespaceAutoProvision",
                {
                    $0.options.enableAdmissionPlugins = ["NamespaceAutoProvision"]
                }
            ),
            "feature-gates": ("WatchList=false", { $0.options.featureGates = [.watchList: false] }),
            "first-resource-version": ("700", { $0.options.firstResourceVersion = 700 }),
            "log-format": ("json", { $0.options.logFormat = .json }),
            "logging-format": ("json", { $0.options.logFormat = .json }),
            "exit-when-idle": ("10m", { $0.idleTimeMax = .seconds(600) }),
            "exit-with-parent": ("true", { $0.exitsWithParent = true }),
            "load": ("objects.yaml", { $0.options.loadPaths = ["objects.yaml"] }),
            "port": ("0", { $0.options.port = 0 }),
            "ready-file": ("ready", { $0.readyFilePath = "ready" }),
            "runtime-config": ("api/beta=true", { $0.options.runtimeConfig = ["api/beta=true"] }),
            "runtime-config-emulation-forward-compatible": (
                "true", { $0.options.runtimeConfigEmulationForwardCompatible = true }
            ),
            "seed": ("18446744073709551615", { $0.options.seed = .max }),
            "sqlite": ("a.sqlite", { $0.options.sqlitePath = "a.sqlite" }),
            "sqlite-accept-loss": ("true", { $0.options.sqliteAcceptLoss = true }),
            "sqlite-check": ("true", { $0.options.sqliteCheck = true }),
            "sqlite-synchronous": ("full", { $0.options.sqliteSynchronous = .full }),
            "unix-socket": ("a.sock", { $0.options.unixSocketPath = "a.sock" }),
            "v": ("4", { $0.options.verbosity = 4 }),
            "write-kubeconfig": ("config", { $0.kubeconfigs = [KubeconfigFile(path: "config")] }),
        ]

    @Test(arguments: ServerFlag.all.map(\.name))
    func `changes what it names, and nothing else`(name: String) throws {
        let row = try #require(Self.rows[name], "no row says what --\(name) changes")
        let expected = try Meaning(but: row.change)

        #expect(try Meaning(["--\(name)=\(row.value)"]) == expected)
        #expect(try Meaning([]) != expected)
    }

    @Test(arguments: ServerFlag.all.filter { !$0.isSwitch }.map(\.name))
    func `takes its value from the next argument too`(name: String) throws {
        let row = try #require(Self.rows[name])

        #expect(try Meaning(["--\(name)", row.value]) == Meaning(but: row.change))
    }

    @Test(arguments: ServerFlag.all.filter(\.isSwitch).map(\.name))
    func `that is a switch is on when it stands alone`(name: String) throws {
        #expect(try Meaning(["--\(name)"]) == Meaning(["--\(name)=true"]))
    }

    @Test(arguments: ServerFlag.all.map(\.name))
    func `comes back from the options that it has changed`(name: String) throws {
        let row = try #require(Self.rows[name])
        let options = try Meaning(but: row.change).options

        #expect(try Meaning(options.flags).options == options)
    }

    @Test(arguments: ServerFlag.all)
    func `takes its value from its variable where the command line has none`(flag: ServerFlag)
        throws
    {
        let row = try #require(Self.rows[flag.name])
        let expected = try Meaning(but: row.change)

        #expect(try Meaning([], environment: [flag.variable: row.value]) == expected)
        #expect(try Meaning([], environment: [flag.variable: ""]) == Meaning([]))
        let wins = try Meaning(["--\(flag.name)=\(row.value)"], environment: [flag.variable: "?"])
        #expect(wins == expected)
    }

    @Test func `is called by its variable where that is wrong`() {
        let error = #expect(throws: FlagError.self) {
            try Meaning([], environment: ["FAKE_APISERVER_SQLITE_SYNCHRONOUS": "off"])
        }
        #expect(
            error?.description == "FAKE_APISERVER_SQLITE_SYNCHRONOUS: invalid argument \"off\" for "
                + "\"--sqlite-synchronous\" flag: must be normal or full")
    }
}
