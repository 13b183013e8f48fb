import Foundation

extension ClusterAccess {
    /// Where pods find what lets them reach their own cluster.
    static let serviceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount"

    /// The access that a pod has to its own cluster, with its service account.
    ///
    /// - Throws: ``ClusterAccessError`` outside of a pod, or when it has no service account.
    public static func inCluster() throws(ClusterAccessError) -> ClusterAccess {
        try inCluster(ProcessInfo.processInfo.environment, folder: serviceAccountFolder)
    }

    static func inCluster(
        _ environment: [String: String], folder: String
    ) throws(ClusterAccessError) -> ClusterAccess {
        guard let host = environment["KUBERNETES_SERVICE_HOST"], !host.isEmpty,
            let port = environment["KUBERNETES_SERVICE_PORT"], !port.isEmpty
        else {
            throw ClusterAccessError(
                """
                this is no pod: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set
                """)
        }
        let tokenPath = "\(folder)/token"
        guard FileManager.default.isReadableFile(atPath: tokenPath) else {
            throw ClusterAccessError("the service account has no token at \(tokenPath)")
        }
        let authority = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        var access = ClusterAccess(server: "https://\(authority)")
        access.token = .file(path: tokenPath)
        access.certificateAuthority = try contents(of: "\(folder)/ca.crt")
        access.namespace = (try? contents(of: "\(folder)/namespace")).map {
            String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return access
    }

    /// The access of whoever runs the program: that of the kubeconfig files that `KUBECONFIG` names, or of
    /// `~/.kube/config`; without such a file that of the pod.
    public static func standard() throws(ClusterAccessError) -> ClusterAccess {
        let environment = ProcessInfo.processInfo.environment
        if let list = environment["KUBECONFIG"], !list.isEmpty {
            let paths = list.split(separator: ":").map(String.init)
            return try kubeconfig(at: paths.filter(FileManager.default.fileExists))
        }
        let path = "\(environment["HOME"] ?? "")/.kube/config"
        guard FileManager.default.fileExists(atPath: path) else { return try inCluster() }
        return try kubeconfig(at: [path])
    }

    /// What is in a file.
    static func contents(of path: String) throws(ClusterAccessError) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw ClusterAccessError("\(path) cannot be read: \(error.localizedDescription)")
        }
    }
}
