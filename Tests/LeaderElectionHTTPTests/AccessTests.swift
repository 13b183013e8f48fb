import Foundation
import KubeTestSupport
import LeaderElection
import Testing

@testable import LeaderElectionHTTP

@Suite struct `A kubeconfig file` {
    private static let certificate =
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"

    /// What access a file with this text describes; the folder has a token and a certificate.
    private func access(_ text: String, context: String? = nil) throws -> ClusterAccess {
        let folder = try TemporaryFolder()
        try Data("secret\n".utf8).write(to: folder.url.appending(path: "token"))
        try Data(Self.certificate.utf8).write(to: folder.url.appending(path: "ca.crt"))
        try Data(text.utf8).write(to: folder.url.appending(path: "config"))
        return try ClusterAccess.kubeconfig(at: folder.file("config"), context: context)
    }

    /// A file with one of everything, in which `cluster` and `user` say more.
    private func file(cluster: String = "", user: String = "") -> String {
        """
        apiVersion: v1
        kind: Config
        current-context: here  # a comment
        clusters:
        - name: c
          cluster:
            server: https://10.0.0.1:6443/base\(cluster.isEmpty ? "" : "\n    " + cluster)
        contexts:
        - context: {cluster: c, user: u, namespace: "kube-system"}
          name: here
        - context: {cluster: gone, user: u}
          name: there
        users:
        - name: u
          user:
            token: text\(user.isEmpty ? "" : "\n    " + user)
        """
    }

    @Test func `names the server, the namespace and the token`() throws {
        let access = try access(file())

        #expect(access.server == "https://10.0.0.1:6443/base")
        #expect(access.namespace == "kube-system")
        #expect(access.token == .text("text"))
        #expect(access.certificateAuthority == nil)
        #expect(!access.skipsVerification)
        #expect(access.description == "https://10.0.0.1:6443/base with a token")
    }

    @Test func `names files beside it`() throws {
        let access = try access(
            file(cluster: "certificate-authority: ca.crt", user: "tokenFile: token"))

        #expect(access.certificateAuthority == Array(Self.certificate.utf8))
        guard case .file(let path) = access.token else {
            Issue.record("no token file")
            return
        }
        #expect(path.hasPrefix("/") && path.hasSuffix("/token"))
    }

    @Test func `has certificates in it`() throws {
        let data = Data(Self.certificate.utf8).base64EncodedString()
        let access = try access(
            file(
                cluster: "certificate-authority-data: \(data)",
                user: "client-certificate-data: \(data)\n    client-key-data: \(data)"))

        #expect(access.certificateAuthority == Array(Self.certificate.utf8))
        #expect(access.clientCertificate?.key == Array(Self.certificate.utf8))
    }

    @Test(arguments: [
        ("exec: {command: aws}", "exec of “u” is not supported"),
        ("auth-provider: {name: gcp}", "auth-provider of “u” is not supported"),
        ("username: me", "username of “u” is not supported"),
        ("as: root", "as of “u” is not supported"),
    ])
    func `is refused where nothing can do what it asks for`(field: String, reason: String) throws {
        let error = #expect(throws: ClusterAccessError.self) { try access(file(user: field)) }

        #expect(error?.description.hasSuffix(reason) == true, "\(error?.description ?? "")")
        #expect(error?.localizedDescription == error?.description)
    }

    @Test(arguments: [
        ("there", "the context “there” names no cluster that there is"),
        ("nowhere", "there is no context “nowhere”"),
    ])
    func `is refused where a part is missing`(context: String, reason: String) throws {
        let error = #expect(throws: ClusterAccessError.self) {
            try access(file(), context: context)
        }

        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test func `is refused where it is none`() throws {
        #expect(throws: ClusterAccessError.self) { try access("- 1") }
        #expect(throws: ClusterAccessError.self) { try access("a: [") }
        #expect(throws: ClusterAccessError.self) {
            try ClusterAccess.kubeconfig(at: "/nonexistent/config")
        }
    }

    @Test func `is taken as kubectl would take it from a fake server`() throws {
        let access = try access(
            """
            apiVersion: v1
            kind: Config
            clusters:
              - name: fake
                cluster:
                  server: http://127.0.0.1:8080
                  insecure-skip-tls-verify: true
            users:
              - name: fake
                user:
                  token: fake
            contexts:
              - name: fake
                context:
                  cluster: fake
                  user: fake
            current-context: fake
            """)

        #expect(access.server == "http://127.0.0.1:8080")
        _ = try URLSessionTransport(access)
    }
}

@Suite struct `A pod` {
    private let environment = [
        "KUBERNETES_SERVICE_HOST": "fd00::1", "KUBERNETES_SERVICE_PORT": "443",
    ]

    @Test func `reaches its own cluster`() throws {
        let folder = try TemporaryFolder()
        for (name, text) in [("token", "t"), ("ca.crt", "c"), ("namespace", "ns\n")] {
            try Data(text.utf8).write(to: folder.url.appending(path: name))
        }

        let access = try ClusterAccess.inCluster(environment, folder: folder.path)

        #expect(access.server == "https://[fd00::1]:443")
        #expect(access.token == .file(path: folder.file("token")))
        #expect(access.certificateAuthority == Array("c".utf8))
        #expect(access.namespace == "ns")
    }

    @Test func `is none without its environment, or without a service account`() throws {
        #expect(throws: ClusterAccessError.self) {
            try ClusterAccess.inCluster([:], folder: "/nonexistent")
        }
        #expect(throws: ClusterAccessError.self) {
            try ClusterAccess.inCluster(environment, folder: "/nonexistent")
        }
    }
}

@Suite struct `What URLSession cannot do` {
    private let pem = "-----BEGIN CERTIFICATE-----\nAA\nBB\n-----END CERTIFICATE-----\n"

    @Test func `is refused for a client certificate`() throws {
        var access = ClusterAccess(server: "https://10.0.0.1")
        access.clientCertificate = ClusterAccess.ClientCertificate(certificate: [], key: [])

        #expect(throws: ClusterAccessError.self) { try URLSessionTransport(access) }
    }

    @Test func `is nothing where the system trusts the authority`() throws {
        let folder = try TemporaryFolder()
        let bundle = folder.file("bundle")
        let other = pem.replacing("AA", with: "CC")
        try Data((other + "AABB\n" + pem.replacing("AA\nBB", with: "AAB\nB")).utf8)
            .write(to: URL(filePath: bundle))

        try URLSessionTrust.check(Array(pem.utf8), among: ["/nonexistent", bundle])
        #expect(throws: ClusterAccessError.self) {
            try URLSessionTrust.check(
                Array(pem.replacing("AA", with: "DD").utf8), among: [bundle])
        }
        #expect(throws: ClusterAccessError.self) {
            try URLSessionTrust.check(Array("none".utf8), among: [bundle])
        }
        #expect(throws: ClusterAccessError.self) {
            try URLSessionTrust.check(Array(pem.utf8), among: ["/nonexistent"])
        }
    }

    @Test(arguments: ["", "10.0.0.1", "ftp://server", "http://"])
    func `is to reach a server without a URL`(server: String) {
        #expect(throws: ClusterAccessError.self) {
            try URLSessionTransport(ClusterAccess(server: server))
        }
    }
}
