/// A moment at which everything that a store held was kept elsewhere, in a file say.
///
/// Two stores have the same settlement only if one of them is a copy of the other, or both are
/// copies of a third, and neither has been settled since.
package final class Settlement: Sendable {
    /// The revision of the store at that moment.
    package let revision: UInt64

    init(revision: UInt64) {
        self.revision = revision
    }
}
