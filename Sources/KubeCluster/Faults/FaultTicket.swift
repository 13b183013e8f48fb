/// Which request a rule keeps waiting; never used again for another one.
package struct FaultTicket: Hashable, Comparable, Sendable {
    let number: UInt64

    package static func < (left: FaultTicket, right: FaultTicket) -> Bool {
        left.number < right.number
    }
}
