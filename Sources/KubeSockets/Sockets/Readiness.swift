/// What one wants to know about a descriptor, or has learnt.
struct Readiness: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let readable = Readiness(rawValue: 1)
    static let writable = Readiness(rawValue: 2)
    /// The connection is dead in both directions; reported without being asked for.
    static let hangup = Readiness(rawValue: 4)
}
