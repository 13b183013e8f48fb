/// Who is asked before each commit, dry runs included.
package protocol WriteGate: Sendable {
    /// What becomes of `write`.
    mutating func verdict(on write: Write) -> WriteVerdict
}
