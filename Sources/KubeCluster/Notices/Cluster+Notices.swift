import KubeRegistry
import KubeTime
import Logging

/// What the log tells of a cluster (`-v 2`).
extension Cluster {
    /// Notes for the log what happens from now on, if it tells changes of state.
    mutating func beginTelling(at level: Logger.Level?) {
        tells = level.map { $0 <= .info } ?? false
        notices = tells ? level.map { Notices(level: $0) } : nil
    }

    /// Has the log tell of something; whoever calls this has asked whether the cluster `tells`.
    mutating func tell(
        _ message: String, _ fields: Logger.Metadata = [:], level: Logger.Level = .info,
        at time: Timestamp? = nil, isUndoable: Bool = false, file: String = #fileID,
        line: UInt = #line
    ) {
        guard tells, var notices else { return }
        self.notices = nil
        notices.add(
            Notice(
                message: message, fields: fields, level: level, time: time ?? clock.standingTime,
                isUndoable: isUndoable, place: Notice.Place(file: file, line: line)))
        self.notices = notices
    }

    /// What is to be told by now, each once; nothing while it is not certain to have happened.
    mutating func takeNotices() -> [Notice] {
        guard tells, var notices, !notices.entries.isEmpty, isKept else { return [] }
        let entries = notices.takeAll()
        self.notices = notices
        return entries
    }

    /// Forgets what has not happened after all.
    mutating func undoNotices() {
        guard tells else { return }
        notices?.undo()
    }

    /// What is still to be told; nil where nobody wants to know.
    private var notices: Notices? {
        get { registry.observer(Notices.self) }
        set { registry.setObserver(newValue) }
    }
}

extension ClusterClock {
    /// The time of a clock that stands still; nil for one that runs.
    fileprivate var standingTime: Timestamp? {
        // It shows the same whatever the machine's does.
        mode == .manual ? now(at: Timestamp(microseconds: 0)) : nil
    }
}
