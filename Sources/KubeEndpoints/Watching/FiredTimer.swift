package import KubeTime

/// Something that happened to a watch or to a waiting request because its time had come.
package struct FiredTimer: Hashable, Sendable {
    /// What can happen.
    package enum Event: String, Hashable, Sendable {
        /// A watch has told its client how far it has come.
        case bookmark = "watch.bookmark"
        /// A watch has ended.
        case watchEnd = "watch.ended"
        /// A request, or the beginning of a watch, has waited in vain for a revision.
        case revisionMissed = "request.timedOut"
    }

    /// When it happened.
    package let time: Timestamp
    package let event: Event

    /// What was asked for: the path of the request.
    package let path: String
}
