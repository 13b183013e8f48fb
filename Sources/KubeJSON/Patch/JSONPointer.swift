/// A path into a document (RFC 6901), as lenient as upstream reads it: what stands before the first
/// slash is ignored, and a tilde before anything but `0` and `1` stands for itself.
struct JSONPointer: Hashable, Sendable {
    /// The keys and indices from the root down; empty for the whole document.
    let components: [JSONString]

    /// The path that `text` spells; nil when it is neither empty nor has a slash.
    init?(_ text: String) {
        let parts = text.utf8.split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard text.isEmpty || parts.count > 1 else { return nil }
        components = parts.dropFirst().map { JSONString(Self.unescaped($0)) }
    }

    /// Where the last component lives, and the component; nil for the whole document.
    var parentAndKey: (parent: ArraySlice<JSONString>, key: JSONString)? {
        components.last.map { (components.dropLast(), $0) }
    }

    private static func unescaped(_ part: Substring.UTF8View) -> String {
        guard part.contains(UInt8(ascii: "~")) else { return String(Substring(part)) }
        var bytes: [UInt8] = []
        var isAfterTilde = false
        for byte in part {
            switch (isAfterTilde, byte) {
            case (true, UInt8(ascii: "0")): isAfterTilde = false
            case (true, UInt8(ascii: "1")):
                bytes[bytes.count - 1] = UInt8(ascii: "/")
                isAfterTilde = false
            default:
                bytes.append(byte)
                isAfterTilde = byte == UInt8(ascii: "~")
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
