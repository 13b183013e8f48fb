extension ObjectStore {
    /// Lets nobody start to read before `revision`, which must not be one that is to come; objects
    /// stay.
    package mutating func expireHistory(before revision: UInt64) {
        precondition(revision <= self.revision, "what is to come cannot be forgotten")
        expiry.forget(before: revision)
    }

    /// The oldest revision from which a reader can start because of `expireHistory`; 0 when nothing is
    /// forgotten by command.
    package var expiredRevision: UInt64 { expiry.revision }

    /// Whether what was forgotten by command is kept, too.
    package var isExpiryKept: Bool { expiry.isKept }
}
