import KubeCluster
import KubeJSON

extension ClusterOptions {
    /// What `POST /fake/clusters` is to be told for a cluster with these options, where one has `former` that
    /// is told nothing; throws for a difference that it cannot be told.
    func changes(since former: ClusterOptions) throws(FakeAPIServerError) -> JSONObject {
        var (told, reached) = (JSONObject(), former)
        func tell<Value: Equatable>(
            _ path: WritableKeyPath<ClusterOptions, Value>, _ members: (String, JSONValue)...
        ) {
            guard self[keyPath: path] != former[keyPath: path] else { return }
            reached[keyPath: path] = self[keyPath: path]
            for (name, value) in members { told[name] = value }
        }
        tell(\.featureGates, ("featureGates", .switches(featureGates.flagValues)))
        tell(\.runtimeConfig, ("runtimeConfig", .switches(runtimeConfig.map(\.flagValue))))
        tell(\.coordinated, ("coordinatedLeaderElection", .bool(coordinated)))
        tell(\.runsControllers, ("controllers", .bool(runsControllers)))
        if let emulatedVersion {
            tell(\.emulatedVersion, ("emulatedVersion", .string(emulatedVersion)))
        }
        if let firstResourceVersion {
            let number = JSONNumber(literal: "\(firstResourceVersion)")
            tell(\.firstResourceVersion, ("firstResourceVersion", .number(number)))
        }
        if clock != former.clock {
            reached.clock = clock
            for (name, value) in clock.members { told[name] = value }
        }
        guard reached == self else { throw .toldTooMuch }
        return told
    }
}

extension ClockSetting {
    /// The members of the document that spell the setting.
    fileprivate var members: [(String, JSONValue)] {
        switch self {
        case .real(let rate, let start):
            [("clock", .clock("real", start)), ("clockRate", .number(JSONNumber(rate)))]
        case .manual(let start): [("clock", .clock("manual", start))]
        }
    }
}

extension JSONValue {
    fileprivate static func clock(_ mode: String, _ start: Timestamp?) -> JSONValue {
        .string(start.map { "\(mode)=\($0.rfc3339)" } ?? mode)
    }

    /// Switches as a flag spells them, or none.
    fileprivate static func switches(_ flagValues: [String]) -> JSONValue {
        flagValues.isEmpty ? .object(JSONObject()) : .string(flagValues.joined(separator: ","))
    }
}

extension FakeAPIServerError {
    fileprivate static let toldTooMuch = FakeAPIServerError(
        .invalid,
        "a cluster of a server in another process can have its own clock, release, feature gates, API "
            + "versions, controllers and first resource version; launch a server for the rest")
}

extension FakeCluster {
    /// Creates a cluster beside this one with `options`, where one has `former` that is told nothing.
    package func makeNeighbour(
        _ name: String?, seed: UInt64?, _ options: ClusterOptions, since former: ClusterOptions
    ) async throws(FakeAPIServerError) -> FakeCluster {
        var document = try options.changes(since: former)
        if let name { document["name"] = .string(name) }
        if let seed { document["seed"] = .number(JSONNumber(literal: "\(seed)")) }
        return try await create(document)
    }
}
