/// What to expect of a stream that has just been asked.
package enum StreamProgress: Hashable, Sendable {
    /// There is more: ask again once the client has taken what there is.
    case more
    /// Nothing more until something changes or a deadline passes.
    case idle
    /// The body is complete.
    case finished
    /// The body stays incomplete: the connection ends.
    case cut(ConnectionEnd)

    /// Whether nothing more will come.
    package var isLast: Bool {
        switch self {
        case .more, .idle: false
        case .finished, .cut: true
        }
    }
}
