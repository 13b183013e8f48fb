package import KubeStore

/// Objects of one resource at one revision.
package struct ListPage: Sendable {
    /// The revision that the list shows.
    package var revision: UInt64
    package var objects: StoredObjects

    /// The token that asks for the next page; empty on the last one.
    package var continueToken = ""

    /// How many objects follow; nil when that is not told.
    package var remainingItemCount: Int?
}
