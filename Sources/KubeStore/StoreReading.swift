/// What somebody reads who follows a store.
package enum StoreReading: Sendable {
    /// These changes came after the cursor, oldest first; none when nothing is new.
    ///
    /// They are a part of the history: whoever holds them while the store is written to has it copied.
    case changes(ArraySlice<StoreEvent>)

    /// The changes are not known: the reader is to take what the store holds at present.
    case startAgain(Reason)

    /// Why a reader has to start again.
    package enum Reason: Sendable {
        /// It has read nothing yet.
        case unread
        /// Another store has taken the place of the one that it has read.
        case reset
        /// What it has read has not happened.
        case undone
        /// The history does not reach back so far.
        case tooOld
    }
}
