package import KubeAPI

/// What a gate makes of a write.
package enum WriteVerdict: Sendable {
    /// It may enter the store.
    case pass
    /// It fails with this error, and the store stays as it is.
    case refuse(StatusError)
    /// It does not enter the store now; the gate knows what becomes of it, and what the registry says
    /// is not for the client.
    case abort
}
