import KubeAPI
import KubeJSON
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

@testable import KubeRegistry

/// A registry with the namespace `lab`, and a clock that the test moves.
struct RegistryFixture {
    var registry: Registry
    var now = Timestamp.epoch

    /// A registry in which every version of everything is served, or every one of a release.
    init(
        gates: [String] = ["CoordinatedLeaderElection=true"], emulating release: Release? = nil
    ) throws {
        let versions = ["v1alpha1", "v1alpha2", "v1beta1"]
        let runtimeConfig = versions.prefix(release == nil ? 3 : 1).map {
            "coordination.k8s.io/\($0)=true"
        }
        registry = Registry(
            catalog: ResourceCatalog(
                try RuntimeConfig(flagValues: runtimeConfig).servedVersions(
                    emulating: release, forwardCompatible: false)),
            features: try FeatureGates(flagValues: gates, at: release ?? .newest),
            random: Random(seed: 1),
            at: now)
        registry.provisionNamespace("lab", at: now)
    }

    /// What a request to `path` is about: `leases/a`, `v1alpha1/leasecandidates/c`, `namespaces/x`;
    /// in the namespace `lab` where there is one.
    func target(_ path: String) throws -> Target {
        var words = path.split(separator: "/").map(String.init)
        let version = words[0].hasPrefix("v1") ? words.removeFirst() : nil
        let isLease = words[0].hasPrefix("lease")
        let served = try #require(
            registry.catalog.resource(
                group: isLease ? "coordination.k8s.io" : "",
                version: version ?? (words[0] == "leasecandidates" ? "v1beta1" : "v1"),
                name: words[0]))
        return Target(
            served, namespace: served.resource.isNamespaced ? "lab" : "",
            name: words.count > 1 ? words[1] : "")
    }

    var context: WriteContext { WriteContext(manager: "tester", now: now) }

    var dryRun: WriteContext {
        var context = context
        context.options.isDryRun = true
        return context
    }
}

// MARK: - Verbs, with documents as text

extension RegistryFixture {
    @discardableResult
    mutating func create(
        _ path: String, _ text: String, _ context: WriteContext? = nil
    ) throws -> JSONObject {
        let target = try target(path)
        let result = try registry.create(
            decoded(text, target), at: target, context ?? self.context)
        return shown(result.shown, target)
    }

    @discardableResult
    mutating func update(
        _ path: String, _ text: String, _ context: WriteContext? = nil
    ) throws -> JSONObject {
        let target = try target(path)
        let stored = registry.prepareTree(at: target)
        let result = try registry.update(
            stored, to: decoded(text, target), at: target, context ?? self.context)
        return shown(result.shown, target)
    }

    @discardableResult
    mutating func merge(_ path: String, _ text: String) throws -> JSONObject {
        let target = try target(path)
        let patch = ObjectPatch.merge(JSONMergePatch(try object(text)))
        return shown(try registry.patch(target, with: patch, context).shown, target)
    }

    func get(_ path: String) throws -> JSONObject {
        let target = try target(path)
        return target.served.shown(try registry.get(target).object)
    }

    @discardableResult
    mutating func delete(
        _ path: String, _ options: DeleteOptions = DeleteOptions()
    ) throws -> DeleteResult {
        try registry.delete(
            try target(path), options, WriteContext(manager: "test", now: now))
    }

    /// The page that a list shows.
    func list(_ path: String, _ query: [(String, String)] = []) throws -> ListPage {
        let options = try ListOptions(QueryParameters(query), isWatch: false)
        guard case .search(var search) = try registry.list(try target(path), options) else {
            throw StatusError.badRequest("the list waits")
        }
        let page = search.proceed()
        return try #require(page)
    }

    private func decoded(_ text: String, _ target: Target) throws -> JSONObject {
        var decoder = ObjectDecoder()
        return try decoder.decode(try object(text), as: target.served.kind.schema)
    }

    private func shown(_ shown: WriteResult.Shown, _ target: Target) -> JSONObject {
        switch shown {
        case .stored(let stored): target.served.shown(stored.object)
        case .transient(let object): object
        }
    }
}

/// The error that `body` throws; nil when it throws none.
func failure<Result>(_ body: () throws -> Result) -> StatusError? {
    do {
        _ = try body()
        return nil
    } catch let error as StatusError {
        return error
    } catch {
        Issue.record(error)
        return nil
    }
}

/// What is wrong according to `error`: the field and the message of each cause.
func causes(of error: StatusError?) -> [String] {
    (error?.details?.causes ?? []).map { "\($0.field): \($0.message)" }
}

/// A member of a spec, in text.
let oldestFirst = #""strategy":"OldestEmulationVersion""#

extension JSONObject {
    var version: String { metadataText("resourceVersion") }
    var holder: String? { spec["holderIdentity"]?.string }
}

extension ObjectStore {
    /// The changes after `revision`, oldest first; nil when the history does not reach back so far.
    func events(after revision: UInt64) -> ArraySlice<StoreEvent>? {
        guard case .changes(let events) = peek(cursor(after: revision)) else { return nil }
        return events
    }
}
