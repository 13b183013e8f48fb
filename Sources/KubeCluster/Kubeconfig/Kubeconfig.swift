import KubeJSON
import KubeYAML

/// A kubeconfig file with one cluster, as any client takes it.
///
/// The server asks for no credentials and has no certificate. Some clients want to hear of both all
/// the same, and refuse a file without: the official JavaScript one speaks HTTP only where
/// `insecure-skip-tls-verify` is set, and the C# one wants a user who has credentials. So the file has
/// both, and what they say is passed over.
public struct Kubeconfig: Hashable, Sendable {
    /// The base URL of the cluster, such as `http://127.0.0.1:8080`.
    public var server: String

    /// A file whose current context is the cluster at `server`.
    public init(server: String) {
        self.server = server
    }

    /// The name of the context, of the cluster and of the user: `fake`, and the path of the URL where it
    /// has one, such as `fake/clusters/a` or `fake/as/a`.
    ///
    /// So the files of several clusters and clients can be used together.
    public var context: String {
        let path = server.split(separator: "://", maxSplits: 1).last?.drop { $0 != "/" } ?? ""
        return "fake" + path
    }
}

extension Kubeconfig: CustomStringConvertible {
    /// The file's text, in YAML.
    public var description: String { String(decoding: YAMLEncoder.encode(json), as: UTF8.self) }
}

extension Kubeconfig: ControlDocument {
    static var schema: ControlSchema {
        .object([
            "apiVersion": .choice(["v1"]), "kind": .choice(["Config"]),
            "clusters": .list(of: .anything), "users": .list(of: .anything),
            "contexts": .list(of: .anything), "current-context": .text,
        ])
    }

    /// The file as JSON, which clients take as well.
    var json: JSONValue {
        let name = JSONValue.string(context)
        return [
            "apiVersion": "v1",
            "kind": "Config",
            "clusters": [
                [
                    "name": name,
                    "cluster": ["server": .string(server), "insecure-skip-tls-verify": true],
                ]
            ],
            "users": [["name": name, "user": ["token": "fake"]]],
            "contexts": [["name": name, "context": ["cluster": name, "user": name]]],
            "current-context": name,
        ]
    }
}
