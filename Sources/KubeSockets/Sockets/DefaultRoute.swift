import KubeFoundation

/// The way to whatever lies beyond the networks that the machine knows.
enum DefaultRoute {
    case ipv4
    case ipv6

    /// The address by which those know the machine who are reached over the route; nil when there is no
    /// route.
    ///
    /// A socket for datagrams is connected to an address that is kept for examples (RFC 5737, RFC 3849):
    /// then the system has chosen its own address, and has sent nothing.
    var ownAddress: String? {
        guard let example = SystemAddress(.ip(example, port: 9)) else { return nil }
        let number = socket(example.family, Self.datagrams, 0)
        guard number >= 0 else { return nil }
        let descriptor = Descriptor(number)
        guard example.with({ connect(descriptor.number, $0, $1) }) == 0 else { return nil }
        return SystemAddress(boundTo: descriptor.number)?.ipText
    }

    private var example: String {
        switch self {
        case .ipv4: "192.0.2.1"
        case .ipv6: "2001:db8::1"
        }
    }

    #if os(Linux)
        private static let datagrams =
            Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #else
        private static let datagrams = SOCK_DGRAM
    #endif
}
