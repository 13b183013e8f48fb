/// What keeps for good what a store commits, such as a database.
///
/// Whoever owns the store begins once for many changes, makes no others until the end, and tells
/// nobody of them before.
package protocol StoreKeeper: AnyObject, Sendable {
    /// Whether everything that `store` holds is kept.
    func isKept(_ store: ObjectStore) -> Bool

    /// Begins to keep everything that `store` has committed since it was last kept.
    ///
    /// When `end` will not wait any more, the commit is done; where it is not at once, `done` is
    /// called then, on another thread. Until the end the store must stay as it is.
    func begin(_ store: ObjectStore, done: @escaping @Sendable () -> Void) -> JournalCommit

    /// Declares that `store` is kept by what was begun, or undoes what could not be kept, and throws
    /// why.
    func end(_ commit: JournalCommit, of store: inout ObjectStore) throws(JournalError)

    /// Ends, once everything is kept that was begun; nothing can be kept any more.
    func close()
}
