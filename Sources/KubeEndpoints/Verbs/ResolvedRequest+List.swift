import KubeAPI
import KubeRegistry

extension ResolvedRequest {
    /// GET of a collection.
    func list(
        _ target: Target, _ encoder: ObjectEncoder, in registry: Registry
    ) throws(StatusError) -> Answer {
        let options = try ListOptions(query, isWatch: false)
        switch try registry.list(target, options) {
        case .page(let page): return .document(encoder.encode(page))
        case .notReached(let revision): return .wait(for: revision)
        }
    }
}
