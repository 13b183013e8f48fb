/// A kubeconfig file with one cluster, reached without credentials.
public struct Kubeconfig: Hashable, Sendable, CustomStringConvertible {
    /// The base URL of the cluster, such as `http://127.0.0.1:8080`.
    public var server: String

    /// The name of the context, of the cluster and of the user.
    public static let context = "fake"

    /// A file whose current context is the cluster at `server`.
    public init(server: String) {
        self.server = server
    }

    /// The file's text, in YAML.
    public var description: String {
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: \(Self.context)
          cluster:
            server: \(server)
        contexts:
        - name: \(Self.context)
          context:
            cluster: \(Self.context)
            user: \(Self.context)
        current-context: \(Self.context)
        users:
        - name: \(Self.context)
          user: {}

        """
    }
}
