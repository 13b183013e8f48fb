import KubeAPI
import KubeRegistry

extension ResolvedRequest {
    /// GET of a collection.
    func list(
        _ target: Target, in registry: Registry
    ) throws(StatusError) -> Answer {
        let options = try ListOptions(query, isWatch: false)
        switch try registry.list(target, options) {
        case .search(let search): return .list(.search(search))
        case .notReached(let revision): return .wait(for: revision)
        }
    }
}
