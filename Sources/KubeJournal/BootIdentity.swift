import KubeFoundation

/// What tells one life of the machine from another: what a process wrote outlives the process, but not
/// always the machine.
struct BootIdentity: Equatable {
    /// The identity as a number; 0 where it is not known.
    let number: Int64

    /// The identity of the present life.
    static let current = BootIdentity(number: systemName.map(Checksum.init(of:))?.value ?? 0)

    /// Whether the machine has not ended since it had the identity `other`, as far as is known.
    func isSame(as other: BootIdentity) -> Bool {
        number != 0 && self == other
    }

    #if os(Linux)
        private static var systemName: [UInt8]? {
            try? Array(Data(contentsOf: URL(filePath: "/proc/sys/kernel/random/boot_id")))
        }
    #else
        private static var systemName: [UInt8]? {
            var bytes = [UInt8](repeating: 0, count: 64)
            var count = bytes.count
            guard sysctlbyname("kern.bootsessionuuid", &bytes, &count, nil, 0) == 0 else {
                return nil
            }
            return Array(bytes.prefix(count))
        }
    #endif
}

extension Checksum {
    /// The checksum of `bytes`.
    fileprivate init(of bytes: [UInt8]) {
        self.init()
        bytes.withUnsafeBytes { combine($0) }
    }
}
