import Foundation

#if canImport(Darwin)
    import Security
#endif

/// Whom URLSession trusts, and what it cannot do.
enum URLSessionTrust {
    /// Throws when URLSession cannot do what `access` asks for over HTTPS.
    static func check(_ access: ClusterAccess) throws(ClusterAccessError) {
        if access.clientCertificate != nil, access.token == nil {
            throw ClusterAccessError(
                """
                URLSession cannot show a client certificate here: use a token, such as \
                `kubectl create token NAME` makes, or another APITransport
                """)
        }
        #if !canImport(Darwin)
            if access.skipsVerification {
                throw ClusterAccessError(
                    """
                    URLSession cannot skip the verification of certificates on Linux: add the server's \
                    certificate authority to those of the system
                    """)
            }
            if let authority = access.certificateAuthority {
                try check(authority, among: systemBundlePaths)
            }
        #endif
    }

    /// The first of these that exists is what URLSession trusts on Linux.
    static let systemBundlePaths = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
        "/usr/share/ssl/certs/ca-bundle.crt", "/usr/local/share/certs/ca-root-nss.crt",
        "/etc/ssl/cert.pem",
    ]

    /// Throws unless the system trusts every certificate of `authority`.
    static func check(
        _ authority: [UInt8], among paths: [String]
    ) throws(ClusterAccessError) {
        guard let path = paths.first(where: FileManager.default.fileExists) else {
            throw ClusterAccessError(
                """
                the system trusts no certificate authority: write the server's, such as ca.crt of the \
                service account, to \(paths[0]) before the program starts
                """)
        }
        let trusted = Set(certificates(in: try ClusterAccess.contents(of: path)))
        let wanted = certificates(in: authority)
        guard !wanted.isEmpty else {
            throw ClusterAccessError("the certificate authority is no certificate in PEM")
        }
        guard wanted.allSatisfy(trusted.contains) else {
            throw ClusterAccessError(
                """
                URLSession trusts only what the system trusts on Linux: append the server's certificate \
                authority, such as ca.crt of the service account, to \(path) before the program starts
                """)
        }
    }

    /// The certificates in a PEM file, without what is between them and how they are broken into lines.
    static func certificates(in pem: [UInt8]) -> [String] {
        let text = String(decoding: pem, as: UTF8.self)
        return text.components(separatedBy: "-----BEGIN CERTIFICATE-----").dropFirst().compactMap {
            $0.components(separatedBy: "-----END CERTIFICATE-----").first
        }.map { $0.filter { !$0.isWhitespace } }
    }

    #if canImport(Darwin)
        /// Whether `trust` is that of a server that `access` trusts.
        static func accepts(_ trust: SecTrust, _ access: ClusterAccess) -> Bool {
            if access.skipsVerification { return true }
            if let authority = access.certificateAuthority {
                let anchors = certificates(in: authority).compactMap { Data(base64Encoded: $0) }
                    .compactMap { SecCertificateCreateWithData(nil, $0 as CFData) }
                SecTrustSetAnchorCertificates(trust, anchors as CFArray)
            }
            return SecTrustEvaluateWithError(trust, nil)
        }
    #endif
}
