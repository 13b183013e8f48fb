package import KubeAPI

/// What the giver of a command to a clock is told.
package enum ClockProgress: Sendable {
    /// Something has happened: the clock waits until its giver lets it go on.
    case paused(ClockTicket)
    /// The command was carried out, or could not be.
    case done(Result<ClockReport, StatusError>)
}

/// Who is told once how a command goes on.
package typealias ClockListener = @Sendable (ClockProgress) -> Void
