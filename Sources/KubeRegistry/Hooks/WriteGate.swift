package import KubeAPI

/// Who is asked before each commit, dry runs included.
package protocol WriteGate: Sendable {
    /// What becomes of `write`.
    mutating func verdict(on write: Write) -> WriteVerdict
}

/// What a gate makes of a write.
package enum WriteVerdict: Sendable {
    /// It may enter the store.
    case pass
    /// It fails with this error, and the store stays as it is.
    case refuse(StatusError)
}
