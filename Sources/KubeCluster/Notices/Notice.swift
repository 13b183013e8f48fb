import KubeTime
import Logging

/// Something that the log is to tell of a cluster.
struct Notice: Sendable {
    /// What has happened, as the beginning of a sentence.
    let message: String

    /// To what, by whom, and the like.
    let fields: Logger.Metadata

    /// From which level on it is told: `info` for changes of state, `debug` for what only repeats.
    let level: Logger.Level

    /// When it happened by the cluster's clock; nil when that is not the time of the telling.
    let time: Timestamp?

    /// Whether it has not happened after all when a commit fails.
    let isUndoable: Bool

    /// Where in the source it is noted.
    let place: Place

    /// A place in the source.
    struct Place: Sendable {
        let file: String
        let line: UInt
    }
}
