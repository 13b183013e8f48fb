extension ObjectStore {
    /// A store of its own with the same objects and history, which shares what does not change.
    ///
    /// Nobody keeps what it holds. Takes the same time whatever that is.
    package func forked() -> ObjectStore {
        var fork = self
        fork.keptRevision = nil
        fork.history.keptRevision = .max
        return fork
    }

    /// The same as of `revision`; nil when the store has not reached it, or has forgotten it.
    package func forked(at revision: UInt64) -> ObjectStore? {
        guard (oldestRevision...self.revision).contains(revision) else { return nil }
        var fork = forked()
        return fork.undo(after: revision) ? fork : nil
    }
}
