import KubeJSON

extension String {
    /// The text as one segment of a path or one value of a query.
    var percentEncoded: String {
        let characters = utf8.map { byte in
            byte.isUnreserved
                ? String(Unicode.Scalar(byte))
                : "%" + String(hexadecimal: byte, digits: 2, uppercase: true)
        }
        return characters.joined()
    }
}

extension UInt8 {
    /// Whether the byte needs no escape in a URL (RFC 3986, 2.3).
    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
