import KubeAPI
import KubeJSON
import KubeRegistry
import KubeTime

/// `/fake/clusters`: creates, lists and deletes clusters.
extension ClusterHost {
    static let clusterRoutes = [
        ControlRoute<ClusterHost>(
            "/fake/clusters",
            .init(.get, "lists clusters", answers: .json) {
                (host: inout ClusterHost, call) in
                ClusterList(
                    clusters: host.clusterNames.compactMap { host.summary(of: $0, at: call.wall) })
            },
            .init(
                .post, "creates a cluster", .lasts,
                .text("name", "its name, a DNS label; made up when there is none"),
                .text("from", "the cluster that it goes on from; the one at / is called default"),
                .version("at", "the version of that cluster from which it goes on"),
                .whole("seed", "the number from which everything random in it follows"),
                .switches("featureGates", "as the flag --feature-gates, or an object of booleans"),
                .switches(
                    "runtimeConfig", "as the flag --runtime-config, or an object of booleans"),
                .flag(
                    "coordinatedLeaderElection", "as the flag --coordinated-leader-election"),
                .text("emulatedVersion", "as the flag --emulated-version"),
                .text("clock", "as the flag --clock"),
                .number("clockRate", "as the flag --clock-rate"),
                .whole("firstResourceVersion", "as the flag --first-resource-version"),
                .flag("controllers", "as the flag --controllers"), answers: .json(status: 201),
                like: .body(
                    #"{"name":"a","featureGates":{"CoordinatedLeaderElection":true},"#
                        + #""runtimeConfig":{"coordination.k8s.io/v1beta1":true}}"#),
                .body(#"{"name":"b","from":"default"}"#)
            ) {
                (
                    host: inout ClusterHost, call, name, origin, revision, seed, gates, versions,
                    coordinated, release, clock, rate, first, controllers
                ) throws(StatusError) in
                guard let origin else {
                    guard revision == nil else { throw .originMissing }
                    let settings = try host.settings.changed(
                        featureGates: gates, runtimeConfig: versions, coordinated: coordinated,
                        emulatedVersion: release, clock: clock, clockRate: rate,
                        firstResourceVersion: first,
                        runsControllers: controllers)
                    return try host.create(name, settings, seed: seed, at: call.wall)
                }
                guard gates == nil, versions == nil, coordinated == nil, release == nil,
                    clock == nil, rate == nil, first == nil, controllers == nil
                else { throw .forkIsLikeOrigin }
                return try host.fork(origin, name, at: revision, seed: seed, at: call.wall)
            }),
        ControlRoute<ClusterHost>(
            "/fake/clusters/{name}",
            .init(.delete, "deletes a cluster", .lasts, answers: .json) {
                (host: inout ClusterHost, call) throws(StatusError) in
                try host.deleteCluster(named: call["name"])
                return DeletedCluster(name: call["name"])
            }),
    ]

    private mutating func fork(
        _ origin: String, _ wanted: String?, at revision: UInt64?, seed: UInt64?, at wall: Timestamp
    ) throws(StatusError) -> ClusterSummary {
        let name = try forkCluster(origin, named: wanted, at: revision, seed: seed)
        return try told(name, at: wall)
    }

    private mutating func create(
        _ wanted: String?, _ settings: ClusterSettings, seed: UInt64?, at wall: Timestamp
    ) throws(StatusError) -> ClusterSummary {
        let name = try createCluster(named: wanted, settings, seed: seed, at: wall)
        return try told(name, at: wall)
    }

    private mutating func told(
        _ name: String, at wall: Timestamp
    ) throws(StatusError) -> ClusterSummary {
        guard let summary = summary(of: name, at: wall) else {
            throw .internalError("the cluster \(name) is not there")
        }
        return summary
    }

    private mutating func summary(of name: String, at wall: Timestamp) -> ClusterSummary? {
        guard let id = clusterID(named: name) else { return nil }
        return withCluster(id) { cluster in
            ClusterSummary(
                name: name, seed: cluster.seed, clock: cluster.clockStatus(at: wall),
                warning: cluster.settings.configuration.electionWarning)
        }
    }
}

extension StatusError {
    fileprivate static let originMissing = badRequest(
        #"the field "at" is the version of a cluster: say which with {"from":"default"}"#)

    fileprivate static let forkIsLikeOrigin = badRequest(
        #"a cluster that goes on "from" another is like that one: say only name, at and seed"#)
}

extension ClusterSettings {
    /// A change of the options that a field of a request asks for.
    private typealias Change = (
        field: String, apply: (inout ClusterOptions) throws(FlagError) -> Void
    )

    /// The settings that a request asks for; what it does not say is as here.
    fileprivate func changed(
        featureGates: ControlSwitches?, runtimeConfig: ControlSwitches?, coordinated: Bool?,
        emulatedVersion: String?, clock: String?, clockRate: Double?,
        firstResourceVersion: UInt64?, runsControllers: Bool?
    ) throws(StatusError) -> ClusterSettings {
        var changes: [Change] = []
        func change<Value>(
            _ field: String, _ value: Value?,
            _ apply: @escaping (inout ClusterOptions, Value) throws(FlagError) -> Void
        ) {
            guard let value else { return }
            changes.append((field, { options throws(FlagError) in try apply(&options, value) }))
        }
        change("featureGates", featureGates) {
            $0.featureGates = FeatureGateSettings(flagValues: $1.flagValues)
        }
        change("runtimeConfig", runtimeConfig) {
            $0.runtimeConfig = $1.flagValues.map(RuntimeConfigSetting.init(flagValue:))
        }
        change("coordinatedLeaderElection", coordinated) { $0.coordinated = $1 }
        change("controllers", runsControllers) { $0.runsControllers = $1 }
        change("emulatedVersion", emulatedVersion) { $0.emulatedVersion = $1 }
        change("firstResourceVersion", firstResourceVersion) { $0.firstResourceVersion = $1 }
        change("clock", clock) { options, text throws(FlagError) in
            options.clock = try ClockSetting(flagValue: text)
        }
        change("clockRate", clockRate) { options, rate throws(FlagError) in
            try options.clock.setRate(rate)
        }
        do throws(FlagError) {
            return try settings(after: changes)
        } catch {
            throw refusal(of: changes, error)
        }
    }

    private func settings(after changes: [Change]) throws(FlagError) -> ClusterSettings {
        var changed = options
        for change in changes { try change.apply(&changed) }
        // Understanding options takes longer than creating a cluster.
        return changed == options ? self : try ClusterSettings(changed)
    }

    /// The refusal of `changes`, which together lead to an error, naming the field that does so alone.
    private func refusal(of changes: [Change], _ error: FlagError) -> StatusError {
        for change in changes {
            do throws(FlagError) {
                _ = try settings(after: [change])
            } catch {
                return .badRequest("the field \"\(change.field)\": \(error.description)")
            }
        }
        return .badRequest(error.description)
    }
}

/// What is told about a cluster.
private struct ClusterSummary: ControlDocument {
    let name: String
    let seed: UInt64
    let clock: ClockStatus

    /// What whoever has created the cluster should know; nil when that is nothing.
    let warning: String?

    static var schema: ControlSchema {
        .object([
            "name": .text, "path": .text, "seed": .whole, "clock": .named(.clock),
            "warning": .text.optional,
        ])
    }

    var json: JSONValue {
        var members = JSONObject([
            ("name", .string(name)), ("path", .string("/clusters/\(name)")),
            ("seed", .whole(seed)), ("clock", clock.json),
        ])
        if let warning { members.append("warning", .string(warning)) }
        return .object(members)
    }
}

/// What is told about all clusters.
private struct ClusterList: ControlDocument {
    let clusters: [ClusterSummary]

    static var schema: ControlSchema { .object(["clusters": .list(of: ClusterSummary.schema)]) }

    var json: JSONValue { ["clusters": .array(clusters.map(\.json))] }
}

/// A cluster that has gone.
private struct DeletedCluster: ControlDocument {
    let name: String

    static var schema: ControlSchema { .object(["name": .text]) }

    var json: JSONValue { ["name": .string(name)] }
}
