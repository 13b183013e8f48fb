/// A clock that is told of what is under way and must be over before it goes on, where it cannot see
/// that by itself.
package protocol WorkingClock: Sendable {
    /// Takes note that something is under way.
    func beginWork()

    /// Takes note that such a thing has ended.
    func endWork()
}

/// What a clock was told of by those who do it.
package enum AnnouncedWork {
    /// Whether the task does something that a clock knows of already.
    @TaskLocal package static var isUnderWay = false
}
