/// What a deletion leads to.
package enum DeleteResult: Sendable {
    /// The object is gone; its uid.
    case deleted(uid: String)
    /// The object stays until its finalizers are removed.
    case terminating(WriteResult.Shown)
}
