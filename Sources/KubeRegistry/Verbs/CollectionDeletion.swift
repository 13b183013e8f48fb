package import KubeAPI
import KubeStore

/// The deletion of a collection, in slices: of the objects that a list shows, one after the other.
///
/// As upstream, others see how far it has come, and what they have deleted meanwhile is passed over.
package struct CollectionDeletion: Sendable {
    private let target: Target
    private let options: DeleteOptions
    private var search: ListSearch
    private var page: ListPage?
    /// The objects that are still to be deleted.
    private var rest = StoredObjects()

    /// The deletion, with `options`, of those in the target's collection that `search` finds.
    package init(_ search: ListSearch, of target: Target, _ options: DeleteOptions) {
        self.search = search
        self.target = target
        self.options = options
    }

    /// Looks at so many objects, or deletes so many of them, at most; returns the list as it was once
    /// all are deleted, and nil before.
    package mutating func proceed(
        in registry: inout Registry, _ context: WriteContext, looksMax: Int, deletionsMax: Int
    ) throws(StatusError) -> ListPage? {
        if page == nil {
            page = search.proceed(looksMax: looksMax)
            rest = page?.objects ?? rest
        }
        for object in rest.takeFirst(deletionsMax) {
            try delete(object, in: &registry, context)
        }
        return rest.isEmpty ? page : nil
    }

    private func delete(
        _ object: StoredObject, in registry: inout Registry, _ context: WriteContext
    ) throws(StatusError) {
        let item = Target(target.served, namespace: target.namespace, name: object.key.name)
        do throws(StatusError) {
            _ = try registry.delete(item, options, context)
        } catch {
            guard error.code == 404 else { throw error }
        }
    }
}
