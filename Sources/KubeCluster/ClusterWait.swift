package import KubeEndpoints

/// What a cluster makes a client wait for.
package enum ClusterWait: Sendable {
    /// That the store reaches a revision.
    case revision(WaitingRequest)
    /// That a request is done that takes long.
    case long(LongTicket)
    /// That the clock has done what it was told.
    case clock(ClockTicket)
    /// That something is decided which a test expects.
    case expectation(ExpectationTicket)
    /// That what a rule has brought about is over.
    case fault(FaultTicket)
}
