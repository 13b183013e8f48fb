/// How a server ends a connection on which it still owes something.
package enum ConnectionEnd: String, Hashable, CaseIterable, Sendable {
    /// It says that nothing more will come: the client reads an early end.
    case close
    /// It breaks the connection off: the client reads that it was reset.
    case reset
}
