/// What comes over a connection, or of a body.
package enum Received: Hashable, Sendable {
    /// The next bytes.
    case bytes([UInt8])
    /// Nothing, for as long as one was ready to wait.
    case silence
    /// Nothing more.
    case end
}
