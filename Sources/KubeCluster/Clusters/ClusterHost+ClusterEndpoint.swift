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
                .text("featureGates", "as the flag --feature-gates"),
                .text("runtimeConfig", "as the flag --runtime-config"),
                .text("emulatedVersion", "as the flag --emulated-version"),
                .text("clock", "as the flag --clock"),
                .number("clockRate", "as the flag --clock-rate"),
                .whole("firstResourceVersion", "as the flag --first-resource-version"),
                .flag("controllers", "as the flag --controllers"), answers: .json(status: 201)
            ) {
                (
                    host: inout ClusterHost, call, name, origin, revision, seed, gates, versions,
                    release, clock, rate, first, controllers
                ) throws(StatusError) in
                guard let origin else {
                    guard revision == nil else { throw .originMissing }
                    let settings = try host.settings.changed(
                        featureGates: gates, runtimeConfig: versions, emulatedVersion: release,
                        clock: clock, clockRate: rate, firstResourceVersion: first,
                        runsControllers: controllers)
                    return try host.create(name, settings, seed: seed, at: call.wall)
                }
                guard [gates, versions, release, clock].allSatisfy({ $0 == nil }), rate == nil,
                    first == nil, controllers == nil
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
            ClusterSummary(name: name, seed: cluster.seed, clock: cluster.clockStatus(at: wall))
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
    /// The settings that a request asks for; what it does not say is as here.
    fileprivate func changed(
        featureGates: String?, runtimeConfig: String?, emulatedVersion: String?, clock: String?,
        clockRate: Double?, firstResourceVersion: UInt64?, runsControllers: Bool?
    ) throws(StatusError) -> ClusterSettings {
        var changed = options
        if let featureGates {
            changed.featureGates = FeatureGateSettings(flagValues: [featureGates])
        }
        if let runtimeConfig { changed.runtimeConfig = [runtimeConfig] }
        if let runsControllers { changed.runsControllers = runsControllers }
        if let emulatedVersion { changed.emulatedVersion = emulatedVersion }
        if let firstResourceVersion { changed.firstResourceVersion = firstResourceVersion }
        do throws(FlagError) {
            if let clock { changed.clock = try ClockSetting(flagValue: clock) }
            if let clockRate { try changed.clock.setRate(clockRate) }
            // Understanding options takes longer than creating a cluster.
            guard changed != options else { return self }
            return try ClusterSettings(changed)
        } catch {
            throw .badRequest(error.description)
        }
    }
}

/// What is told about a cluster.
private struct ClusterSummary: ControlDocument {
    let name: String
    let seed: UInt64
    let clock: ClockStatus

    var json: JSONValue {
        [
            "name": .string(name), "path": .string("/clusters/\(name)"),
            "seed": .number(JSONNumber(literal: String(seed))), "clock": clock.json,
        ]
    }
}

/// What is told about all clusters.
private struct ClusterList: ControlDocument {
    let clusters: [ClusterSummary]

    var json: JSONValue { ["clusters": .array(clusters.map(\.json))] }
}

/// A cluster that has gone.
private struct DeletedCluster: ControlDocument {
    let name: String

    var json: JSONValue { ["name": .string(name)] }
}
