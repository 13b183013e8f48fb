/// In which form the server logs.
public enum LogFormat: String, Hashable, CaseIterable, Sendable {
    /// In lines for people, as Kubernetes' `klog` writes them.
    case text
    /// In JSON, an object in a line, as Kubernetes' components write it with `--logging-format=json`.
    case json
}
