import KubeJSON

/// The names by which clients recognise a document that they already have.
package enum ETag {
    /// The SHA-512 digest of `document` in upper-case hexadecimal.
    package static func of(_ document: [UInt8]) -> String {
        let digits = SHA2.sha512(document).map {
            String(hexadecimal: $0, digits: 2, uppercase: true)
        }
        return digits.joined()
    }
}
