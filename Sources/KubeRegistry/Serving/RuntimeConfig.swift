import KubeAPI
import KubeJSON

/// What `--runtime-config` says about the APIs to serve.
package struct RuntimeConfig: Sendable {
    /// The value given for each key; empty where the key stood alone.
    private var values: [String: String] = [:]

    /// What there is to be served.
    private let resources: [Resource]

    /// Reads the values of `--runtime-config`, in the order they were given; a later one wins.
    package init(flagValues: [String] = [], resources: [Resource] = Resource.all) {
        self.resources = resources
        for item in flagValues.flatMap(FlagText.items) where !item.isEmpty {
            let (key, value) = FlagText.pair(item)
            values[key] = value ?? ""
        }
    }

    /// The keys there are: those of whole classes, and those of each version that stores something.
    package static var keys: [String] {
        var versions: [String] = []
        for version in Resource.all.flatMap(\.apiVersions) where !versions.contains(version) {
            versions.append(version)
        }
        return VersionClass.allCases.map(\.rawValue) + versions
    }

    /// What is wrong with the keys, whichever release is emulated.
    package var complaints: [String] {
        if values == ["api/all": "false"] {
            return ["invalid runtime-config with only api/all=false"]
        }
        var unknown: [String] = []
        for (key, _) in sortedValues where VersionClass(rawValue: key) == nil {
            guard let api = APIKey(key) else { return ["runtime-config invalid key \(key)"] }
            if !api.isInKnownGroup(resources) { unknown.append(api.groupVersion) }
        }
        guard !unknown.isEmpty else { return [] }
        let names = unknown.sorted(by: FlagText.precedes).joined(separator: ",")
        return ["unknown api groups \(names)"]
    }

    /// What a server serves that emulates `emulated`, or that emulates nothing.
    ///
    /// A server that emulates nothing speaks as the newest release, and brings back a version that
    /// was abandoned on the way there when it is asked for by name; `api/all` and `api/alpha`,
    /// which mean what the release has, do not. To name what only a later release introduces is an
    /// error, unless the server is `forwardCompatible`.
    package func servedVersions(
        emulating emulated: Release?, forwardCompatible: Bool = false
    ) throws(FlagError) -> ServedVersions {
        if let error = FlagError(complaints) { throw error }
        let release = emulated ?? .newest
        let classes = try classSwitches()
        let switches = try apiSwitches(in: release, revivesAbandoned: emulated == nil)
        if !forwardCompatible { try refuseTooNew(switches, in: release) }
        return ServedVersions(release: release, of: resources) { resource, view in
            let isAvailable = view.lifecycle.isAvailable(in: release)
            // Of those that are stored only what there is can have been named.
            let mayBeNamed =
                isAvailable || !resource.isEmpty
                || forwardCompatible && !view.lifecycle.isGone(in: release)
            if mayBeNamed, let isOn = switches.setting(for: resource, view) { return isOn }
            guard isAvailable else { return false }
            return classes.last { $0.class.contains(view.kind.version) }?.isOn
                ?? view.lifecycle.isServedByDefault
        }
    }

    /// The keys in byte order, each with its value.
    private var sortedValues: [(key: String, value: String)] {
        values.sorted { FlagText.precedes($0.key, $1.key) }
    }
}

// MARK: - Switches

extension RuntimeConfig {
    /// The switches for whole classes of versions, weakest first.
    private func classSwitches() throws(FlagError) -> [(class: VersionClass, isOn: Bool)] {
        var switches: [(class: VersionClass, isOn: Bool)] = []
        for versions in VersionClass.allCases {
            guard let value = values[versions.rawValue] else { continue }
            guard value == "true" || value == "false" else {
                throw FlagError("invalid value \(versions.rawValue)=\(value)")
            }
            switches.append((versions, value == "true"))
        }
        return switches
    }

    /// The switches for versions and resources that are named.
    private func apiSwitches(
        in release: Release, revivesAbandoned: Bool
    ) throws(FlagError) -> APISwitches {
        var switches = APISwitches()
        for (key, text) in sortedValues {
            guard VersionClass(rawValue: key) == nil, let api = APIKey(key) else { continue }
            let isRegistered = api.isRegistered(
                resources, in: release, revivesAbandoned: revivesAbandoned)
            guard isRegistered || api.mayNameAnything else {
                throw FlagError("group version \(api.groupVersion) that has not been registered")
            }
            let isOn =
                text.isEmpty
                ? true
                : try GoBool.parse(text) { problem -> FlagError in
                    FlagError("invalid value of \(key): \(text), err: \(problem)")
                }
            if let resource = api.resource, resource.lowercased() != resource {
                throw FlagError(
                    "invalid key \(key): group/version/resource and resource is always lowercase "
                        + "plural, not \(GoQuote.quote(resource))")
            }
            switches.set(api, isOn)
        }
        return switches
    }

    /// Refuses to enable by name what only a later release introduces.
    private func refuseTooNew(_ switches: APISwitches, in release: Release) throws(FlagError) {
        // Most flags are about what is stored: then nobody has to look at all the rest.
        let named = switches.areOnly(about: resources) ? resources : resources + Resource.empty
        for resource in named {
            for view in resource.views where view.lifecycle.introduced > release {
                let isAllNew = !named.flatMap(\.views).contains {
                    $0.kind.apiVersion == view.kind.apiVersion
                        && $0.lifecycle.introduced <= release
                }
                try refuse(resource, view, switches, isInNewVersion: isAllNew, in: release)
            }
        }
    }

    private func refuse(
        _ resource: Resource, _ view: Resource.View, _ switches: APISwitches,
        isInNewVersion: Bool, in release: Release
    ) throws(FlagError) {
        let advice = "Consider setting --runtime-config-emulation-forward-compatible=true"
        let version = APIKey(view.kind, resource: nil)
        if switches.isOn(APIKey(view.kind, resource: resource.name)) {
            throw FlagError(
                "cannot enable resource \(version.groupVersion), Resource=\(resource.name) in "
                    + "runtime-config because it is introduced at \(view.lifecycle.introduced) "
                    + "after the current version \(release). \(advice)")
        }
        if switches.isOn(version), isInNewVersion {
            throw FlagError(
                "cannot enable version \(version.groupVersion) in runtime-config because all "
                    + "the resources have been introduced after the current version "
                    + "\(release). \(advice)")
        }
    }
}
