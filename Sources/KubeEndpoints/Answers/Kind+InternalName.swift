import KubeAPI

extension Kind {
    /// The kind's Go type inside a real server, which some messages show.
    var internalName: String {
        let package = group.split(separator: ".").first ?? "core"
        return "\(package == "events" ? "core" : package).\(name)"
    }
}
