import KubeTime

extension FakeCluster {
    /// What has happened in the cluster, for whoever looks for the reason of a failure: who led, what was
    /// asked, and what there is.
    package func report() async -> String {
        var parts: [String] = []
        for (title, path) in [
            ("Terms", "/fake/terms"), ("Requests", "/fake/requests"), ("Objects", "/fake/snapshot"),
        ] {
            let text: String
            do {
                text = try await connection.text(path)
            } catch {
                text = "cannot be told: \(error)"
            }
            parts.append("\(title)\n\n\(text)")
        }
        return parts.joined(separator: "\n\n")
    }
}
