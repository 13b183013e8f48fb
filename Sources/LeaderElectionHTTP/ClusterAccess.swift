/// How to reach an API server: where it is, whom to trust, and who asks.
public struct ClusterAccess: Hashable, Sendable {
    /// The base URL, such as `https://10.0.0.1:443`; requests are made below its path.
    public var server: String

    /// The certificates, in PEM, by one of which the server's must be signed; nil for those that the
    /// system trusts.
    public var certificateAuthority: [UInt8]?

    /// The bearer token to send; nil for none.
    public var token: Token?

    /// The certificate and the key, in PEM, by which the client is known; nil for none.
    public var clientCertificate: ClientCertificate?

    /// Whether any server is trusted, whatever its certificate; only for tests.
    public var skipsVerification = false

    /// The namespace of the context, or of the pod; nil where none is named.
    public var namespace: String?

    /// A bearer token.
    public enum Token: Hashable, Sendable {
        /// This one.
        case text(String)
        /// What a file says, which is read for every request: such a token is replaced as it ages.
        case file(path: String)
    }

    /// A certificate with its key, both in PEM.
    public struct ClientCertificate: Hashable, Sendable {
        /// The certificate.
        public var certificate: [UInt8]

        /// The private key.
        public var key: [UInt8]

        /// A certificate with its key.
        public init(certificate: [UInt8], key: [UInt8]) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// Access without any credentials.
    public init(server: String) {
        self.server = server
    }
}

extension ClusterAccess: CustomStringConvertible {
    /// The server, and how the client is known; never a secret.
    public var description: String {
        let client =
            switch token {
            case .text: " with a token"
            case .file(let path): " with the token in \(path)"
            case nil: clientCertificate == nil ? "" : " with a client certificate"
            }
        return server + client
    }
}

extension ClusterAccess.Token: CustomStringConvertible {
    /// Where the token comes from; never the token.
    public var description: String {
        switch self {
        case .text: "a token"
        case .file(let path): "the token in \(path)"
        }
    }
}

extension ClusterAccess.ClientCertificate: CustomStringConvertible {
    /// No more than that there is one.
    public var description: String { "a client certificate" }
}
