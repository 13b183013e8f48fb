import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeTime

/// `/fake/clusters`: creates, lists and deletes clusters.
extension ClusterHost {
    /// What `GET /fake/` tells.
    static let controlPaths: [(path: String, summary: String)] = [
        ("/fake/clusters", "GET lists clusters; POST creates one"),
        ("/fake/clusters/{name}", "DELETE deletes a cluster"),
    ]

    /// Answers a request whose path begins with `/fake/clusters`.
    mutating func respondAboutClusters(
        to request: HTTPRequest, at wall: Timestamp
    ) -> HTTPResponse {
        do throws(StatusError) {
            var request = try ControlRequest(request)
            switch request.path.count {
            case 1 where request.method == "POST": return try create(&request, at: wall)
            case 1:
                try request.check("GET", "POST")
                try request.end()
                return list(at: wall)
            case 2:
                try request.check("DELETE")
                try request.end()
                try deleteCluster(named: request.path[1])
                return HTTPResponse(control: ["name": .string(request.path[1])])
            default: throw request.unknownPath
            }
        } catch {
            return HTTPResponse(control: error)
        }
    }

    private mutating func list(at wall: Timestamp) -> HTTPResponse {
        let documents = clusterNames.compactMap { document(of: $0, at: wall) }
        return HTTPResponse(control: ["clusters": .array(documents)])
    }

    private mutating func create(
        _ request: inout ControlRequest, at wall: Timestamp
    ) throws(StatusError) -> HTTPResponse {
        let wantedName = try request.text("name")
        let seed = try request.number("seed")
        let settings = try request.settings(like: self.settings)
        let name = try createCluster(named: wantedName, settings, seed: seed, at: wall)
        return HTTPResponse(control: document(of: name, at: wall) ?? .null, status: 201)
    }

    /// What is told about a cluster.
    private mutating func document(of name: String, at wall: Timestamp) -> JSONValue? {
        guard let id = clusterID(named: name) else { return nil }
        return withCluster(id) { cluster in
            [
                "name": .string(name), "path": .string("/clusters/\(name)"),
                "seed": .number(JSONNumber(literal: String(cluster.seed))),
                "clock": .object(cluster.clockDocument(at: wall)),
            ]
        }
    }
}

extension ControlRequest {
    /// Takes the options of a cluster; what is not said is as in `original`.
    fileprivate mutating func settings(
        like original: ClusterSettings
    ) throws(StatusError) -> ClusterSettings {
        var options = original.options
        if let gates = try text("featureGates") {
            options.featureGates = FeatureGateSettings(flagValues: [gates])
        }
        if let versions = try text("runtimeConfig") { options.runtimeConfig = [versions] }
        if let release = try text("emulatedVersion") { options.emulatedVersion = release }
        let clock = try text("clock")
        let rate = try decimal("clockRate")
        try end()
        do throws(FlagError) {
            if let clock { options.clock = try ClockSetting(flagValue: clock) }
            if let rate { try options.clock.setRate(rate) }
            // Understanding options takes longer than creating a cluster.
            guard options != original.options else { return original }
            return try ClusterSettings(options)
        } catch {
            throw .badRequest(error.description)
        }
    }
}
