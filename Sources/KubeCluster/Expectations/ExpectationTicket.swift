/// The right to what comes of an expectation.
package struct ExpectationTicket: Hashable, Sendable {
    let number: UInt64
}
