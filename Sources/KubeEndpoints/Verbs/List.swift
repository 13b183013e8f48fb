import KubeAPI
import KubeRegistry

extension APIHandler {
    /// GET of a collection.
    func list(
        _ request: ResourceRequest, _ encoder: ObjectEncoder, in registry: Registry
    ) throws(StatusError) -> Answer {
        let options = try ListOptions(request.query, isWatch: false)
        switch try registry.list(request.target, options) {
        case .page(let page): return .document(encoder.encode(page))
        case .notReached(let revision): return .wait(for: revision)
        }
    }
}
