import KubeAPI
import KubeStore

/// A list for which objects are being looked for, in slices: those of a collection, as they were when
/// it was asked for.
package struct ListSearch: Sendable {
    private let selection: Selection
    private let revision: UInt64
    /// How many objects the list shows at most; nil for all.
    private let limit: Int?
    /// Whether continue tokens tell namespaces.
    private let isOfAllNamespaces: Bool
    /// The objects that were not looked at.
    private var rest: StoredObjects
    private var found: [StoredObject] = []

    /// A search for those of `objects`, the target's collection at `revision`, that are selected.
    init(
        _ objects: StoredObjects, at revision: UInt64, of target: Target, _ selection: Selection,
        limit: Int?
    ) {
        self.selection = selection
        self.revision = revision
        self.limit = limit
        isOfAllNamespaces = target.namespace.isEmpty
        rest = objects
    }

    /// Looks at so many objects at most; returns the page, or nil when there are more to be looked at.
    package mutating func proceed(looksMax: Int = .max) -> ListPage? {
        guard !selection.selectsAll else {
            let objects = limit.map { rest.prefix($0) } ?? rest
            return page(objects, before: rest[objects.endIndex..<rest.endIndex])
        }
        var looks = 0
        var position = rest.startIndex
        defer { rest = rest[position..<rest.endIndex] }
        while position < rest.endIndex, found.count != limit {
            guard looks < looksMax else { return nil }
            looks += 1
            let object = rest[position]
            position = rest.index(after: position)
            if selection.matches(object) { found.append(object) }
        }
        return page(StoredObjects(found), before: rest[position..<rest.endIndex])
    }

    private func page(_ objects: StoredObjects, before rest: StoredObjects) -> ListPage {
        var page = ListPage(revision: revision, objects: objects)
        guard limit != nil, !rest.isEmpty, let last = objects.last else { return page }
        // What follows need not match: that is for the next page to find out.
        page.continueToken =
            ContinueToken(
                revision: Int64(revision), after: isOfAllNamespaces ? last.key.path : last.key.name
            ).text
        if selection.selectsAll { page.remainingItemCount = rest.count }
        return page
    }
}
