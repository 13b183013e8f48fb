/// What a decision led to.
package enum ElectionEffect: Hashable, Sendable {
    /// There was nothing to write.
    case none
    case pinged
    case leaseCreated
    case leaseUpdated(SpecChanges)
    /// The decision failed, or carrying it out did.
    case failed(ElectionError)
}
