/// The names by which clients recognise a document that they already have.
package enum ETag {
    /// The SHA-512 digest of `document` in upper-case hexadecimal.
    package static func of(_ document: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let text = SHA2.sha512(document).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
