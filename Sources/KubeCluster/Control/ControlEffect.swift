/// What a control request changes, as far as a failed commit is concerned.
enum ControlEffect: Hashable, Sendable {
    /// Nothing.
    case reads
    /// Objects, and what goes back with them: a failed commit undoes it, and the request is
    /// answered again.
    case writes
    /// Something that does not go back, such as a clock.
    case lasts

    /// Whether a failed commit undoes all of it.
    var isUndoable: Bool { self != .lasts }
}
