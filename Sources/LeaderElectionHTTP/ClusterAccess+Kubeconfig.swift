import KubeJSON

extension ClusterAccess {
    /// The access that a context of a kubeconfig file describes.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - context: The name of the context; nil for the current one.
    /// - Returns: The access of that context.
    /// - Throws: ``ClusterAccessError`` when the file makes no sense, or asks for something that cannot be
    ///   done here, such as to run a program that gives a token.
    public static func kubeconfig(
        at path: String, context: String? = nil
    ) throws(ClusterAccessError) -> ClusterAccess {
        try kubeconfig(at: [path], context: context)
    }

    /// The same of several files together: of two parts with the same name the first one counts.
    static func kubeconfig(
        at paths: [String], context: String? = nil
    ) throws(ClusterAccessError) -> ClusterAccess {
        var files: [KubeconfigFile] = []
        for path in paths { files.append(try KubeconfigFile(path)) }
        let current = files.compactMap(\.currentContext).first
        guard let name = context ?? current else {
            throw ClusterAccessError(
                "\(paths.joined(separator: ":")) has no current context, and none was named")
        }
        guard let chosen = try part(.contexts, name, of: files) else {
            throw ClusterAccessError(
                "there is no context “\(name)” in \(paths.joined(separator: ":"))")
        }
        let clusterName = chosen.text("cluster") ?? ""
        guard let cluster = try part(.clusters, clusterName, of: files) else {
            throw ClusterAccessError("the context “\(name)” names no cluster that there is")
        }
        guard let server = cluster.text("server"), !server.isEmpty else {
            throw ClusterAccessError("the cluster “\(clusterName)” has no server")
        }
        var access = ClusterAccess(server: server)
        access.namespace = chosen.text("namespace")
        try access.trust(cluster)
        if let userName = chosen.text("user") {
            guard let user = try part(.users, userName, of: files) else {
                throw ClusterAccessError("the context “\(name)” names no user that there is")
            }
            try access.identify(as: user)
        }
        return access
    }

    private static func part(
        _ kind: KubeconfigFile.Kind, _ name: String, of files: [KubeconfigFile]
    ) throws(ClusterAccessError) -> KubeconfigPart? {
        for file in files {
            if let part = try file.part(kind, name) { return part }
        }
        return nil
    }

    private mutating func trust(_ cluster: KubeconfigPart) throws(ClusterAccessError) {
        try cluster.refuse("proxy-url", "tls-server-name")
        certificateAuthority = try cluster.bytes("certificate-authority")
        skipsVerification = cluster.flag("insecure-skip-tls-verify")
    }

    private mutating func identify(as user: KubeconfigPart) throws(ClusterAccessError) {
        try user.refuse(
            "exec", "auth-provider", "username", "password", "as", "as-uid", "as-groups",
            "as-user-extra")
        // As with kubectl, the file counts where both are there: it is the newer one.
        if let path = user.text("tokenFile") {
            token = .file(path: user.path(path))
        } else if let text = user.text("token") {
            token = .text(text)
        }
        guard let certificate = try user.bytes("client-certificate"),
            let key = try user.bytes("client-key")
        else { return }
        clientCertificate = ClientCertificate(certificate: certificate, key: key)
    }
}
