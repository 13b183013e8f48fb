/// What the keys of `--runtime-config` say about single versions and resources.
struct APISwitches {
    private var settings: [APIKey: Bool] = [:]

    mutating func set(_ key: APIKey, _ isOn: Bool) {
        settings[key] = isOn
    }

    /// Whether nothing is switched by name but versions of groups that have some of `resources`.
    func areOnly(about resources: [Resource]) -> Bool {
        settings.keys.allSatisfy { key in
            resources.contains { $0.apiVersions.contains(key.groupVersion) }
        }
    }

    /// Whether the key is there and switches on.
    func isOn(_ key: APIKey) -> Bool {
        settings[key] ?? false
    }

    /// What is said about the view of the resource, or else about its version.
    func setting(for resource: Resource, _ view: Resource.View) -> Bool? {
        settings[APIKey(view.kind, resource: resource.name)]
            ?? settings[APIKey(view.kind, resource: nil)]
    }
}
