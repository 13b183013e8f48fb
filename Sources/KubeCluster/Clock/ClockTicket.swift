/// The right to the outcome of a command to a clock.
package struct ClockTicket: Hashable, Sendable {
    let number: UInt64
}
