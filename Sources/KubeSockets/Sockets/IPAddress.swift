import KubeFoundation

/// An IPv4 or IPv6 address.
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address as it is spelled.
    package let description: String

    /// Its 4 or 16 bytes; 4 also for IPv4 that is spelled as IPv6, such as `::ffff:127.0.0.1`.
    private let bytes: [UInt8]

    /// What IPv4 begins with where it is spelled as IPv6.
    private static let mapping = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

    /// The address that `text` spells; nil when that is something else, such as a name.
    package init?(_ text: String) {
        guard !text.utf8.contains(0) else { return nil }
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 {
            self.bytes = Array(bytes.prefix(4))
        } else if inet_pton(AF_INET6, text, &bytes) == 1 {
            self.bytes = bytes.starts(with: Self.mapping) ? Array(bytes.suffix(4)) : bytes
        } else {
            return nil
        }
        description = text
    }

    /// Whether it stands for all addresses of the machine, and so cannot be dialled: `0.0.0.0` or `::`.
    package var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

    /// Whether only this machine can dial it.
    package var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
    }

    /// An address under which a server can be dialled that listens on this one: this one, or in the place
    /// of all addresses that of the machine's default route, else the loopback address.
    package var dialable: String {
        guard isUnspecified else { return description }
        let isVersion4 = bytes.count == 4
        // Whoever listens on `::` takes IPv4 as well, and many a container has nothing else.
        let families: [DefaultRoute] = isVersion4 ? [.ipv4] : [.ipv6, .ipv4]
        let found = families.lazy.compactMap(\.ownAddress).first
        return found ?? (isVersion4 ? "127.0.0.1" : "::1")
    }
}
