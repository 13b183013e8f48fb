import KubeJSON

extension JSONObject {
    /// Lays `labels` over those in this metadata.
    mutating func merge(labels: [String: String]) {
        guard !labels.isEmpty else { return }
        var merged = self["labels"]?.object ?? JSONObject()
        for (key, value) in labels.sorted(by: { $0.key < $1.key }) { merged[key] = .string(value) }
        self["labels"] = .object(merged)
    }
}
