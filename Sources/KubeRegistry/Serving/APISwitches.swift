/// What the keys of `--runtime-config` say about single versions and resources.
struct APISwitches {
    /// Few: to look one up takes no dictionary.
    private var settings: [(key: APIKey, isOn: Bool)] = []

    mutating func set(_ key: APIKey, _ isOn: Bool) {
        settings.removeAll { $0.key == key }
        settings.append((key, isOn))
    }

    /// Whether nothing is switched by name but versions of groups that have some of `resources`.
    func areOnly(about resources: [Resource]) -> Bool {
        settings.allSatisfy { setting in
            resources.contains { $0.apiVersions.contains(setting.key.groupVersion) }
        }
    }

    /// Whether the key is there and switches on.
    func isOn(_ key: APIKey) -> Bool {
        setting(of: key) ?? false
    }

    /// What is said about the view of the resource, or else about its version.
    func setting(for resource: Resource, _ view: Resource.View) -> Bool? {
        setting(of: APIKey(view.kind, resource: resource.name))
            ?? setting(of: APIKey(view.kind, resource: nil))
    }

    private func setting(of key: APIKey) -> Bool? {
        settings.first { $0.key == key }?.isOn
    }
}
