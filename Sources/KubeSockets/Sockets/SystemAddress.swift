import KubeFoundation

/// An address as the system wants it: one of the `sockaddr` structures.
struct SystemAddress {
    let family: Int32
    private var storage = sockaddr_storage()
    private var length: socklen_t

    /// Room for an address that the system fills in.
    init() {
        family = AF_UNSPEC
        length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    }

    /// The address that an open socket is bound to; nil when the system does not tell.
    init?(boundTo descriptor: Int32) {
        self.init()
        guard fill({ getsockname(descriptor, $0, $1) }) == 0 else { return nil }
    }

    /// The system's form of `address`; nil when that is neither an IP address nor a short path.
    init?(_ address: ListenAddress) {
        switch address {
        case .ip(let text, let port):
            var ipv4 = sockaddr_in()
            var ipv6 = sockaddr_in6()
            if inet_pton(AF_INET, text, &ipv4.sin_addr) == 1 {
                ipv4.sin_family = sa_family_t(AF_INET)
                ipv4.sin_port = port.bigEndian
                self.init(ipv4, family: AF_INET)
            } else if inet_pton(AF_INET6, text, &ipv6.sin6_addr) == 1 {
                ipv6.sin6_family = sa_family_t(AF_INET6)
                ipv6.sin6_port = port.bigEndian
                self.init(ipv6, family: AF_INET6)
            } else {
                return nil
            }
        case .unixSocket(let path):
            var local = sockaddr_un()
            local.sun_family = sa_family_t(AF_UNIX)
            let bytes = Array(path.utf8)
            guard !bytes.isEmpty, !bytes.contains(0),
                bytes.count < MemoryLayout.size(ofValue: local.sun_path)
            else { return nil }
            withUnsafeMutableBytes(of: &local.sun_path) { $0.copyBytes(from: bytes) }
            self.init(local, family: AF_UNIX)
        }
    }

    private init<Structure>(_ structure: Structure, family: Int32) {
        self.family = family
        length = socklen_t(MemoryLayout<Structure>.size)
        withUnsafeBytes(of: structure) { source in
            withUnsafeMutableBytes(of: &storage) { $0.copyMemory(from: source) }
        }
    }

    /// Calls `bind` or `connect` with the address.
    func with<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }

    /// Lets `accept` or `getsockname` fill in the address.
    mutating func fill<Result>(
        _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Result
    ) -> Result {
        var room = socklen_t(MemoryLayout<sockaddr_storage>.size)
        defer { length = room }
        return withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, &room) }
        }
    }

    /// The IP address, without the port, that the system has filled in; empty when it is none.
    var ipText: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let result = withUnsafePointer(to: storage) { pointer -> UnsafePointer<CChar>? in
            switch Int32(storage.ss_family) {
            case AF_INET:
                pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
                    var number = address.pointee.sin_addr
                    return inet_ntop(AF_INET, &number, &text, socklen_t(text.count))
                }
            case AF_INET6:
                pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
                    var number = address.pointee.sin6_addr
                    return inet_ntop(AF_INET6, &number, &text, socklen_t(text.count))
                }
            default: nil
            }
        }
        guard result != nil else { return "" }
        return String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The port of an IP address; it stands at the same place for both families.
    var port: UInt16 {
        withUnsafePointer(to: storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin6_port)
            }
        }
    }
}
