import KubeAPI
import KubeRegistry
import KubeTime

/// Each verb has a file of its own; this one says which is which.
extension ResolvedRequest {
    /// Does what is asked for, unless it is a watch.
    func answer(
        _ action: ResourceAction, _ encoder: ObjectEncoder, in registry: inout Registry,
        at now: Timestamp
    ) throws(StatusError) -> Answer {
        let target = action.target
        switch action.verb {
        case .get: return try get(target, encoder, in: registry)
        case .list: return try list(target, in: registry)
        case .create: return try create(target, encoder, in: &registry, at: now)
        case .update: return try update(target, encoder, in: &registry, at: now)
        case .patch: return try patch(target, encoder, in: &registry, at: now)
        case .delete: return try delete(target, encoder, in: &registry, at: now)
        case .deletecollection: return try deleteCollection(target, in: registry)
        case .watch: preconditionFailure("a watch is answered by a stream")
        }
    }
}
