import KubeAPI
import KubeJSON
import KubeStore

/// Where every write enters the store, whoever writes: past the gates, then under the eyes of the
/// observers.
extension Registry {
    /// Bytes of JSON that an object may have in the store, with its managed fields.
    private static let objectBytesMax = 3 << 20

    /// Stores what `write` says over `previous`, the present state, unless it is a dry run; `shown` is
    /// the same in the form of the target's version.
    mutating func put(
        _ write: Write, _ new: JSONObject, over previous: StoredObject? = nil, shown: JSONObject
    ) throws(StatusError) -> WriteResult.Shown {
        try pass(write)
        let draft = store.draft(
            of: new, at: write.key, fields: write.target.rules.selectableFields(of: new),
            over: previous)
        guard draft.object.body.count <= Self.objectBytesMax else {
            // What etcd says.
            throw .plain("etcdserver: request is too large")
        }
        guard !write.context.options.isDryRun else { return .transient(shown) }
        let place = store.end
        let stored = store.put(draft, time: write.context.now)
        tellObservers(of: write, after: place)
        return .stored(stored)
    }

    /// Deletes `stored`, the present state, unless it is a dry run.
    mutating func delete(_ write: Write, _ stored: StoredObject) throws(StatusError) {
        try pass(write)
        guard !write.context.options.isDryRun else { return }
        let place = store.end
        store.delete(stored, time: write.context.now)
        tellObservers(of: write, after: place)
    }

    private mutating func pass(_ write: Write) throws(StatusError) {
        for index in gates.indices {
            switch gates[index].verdict(on: write) {
            case .pass: continue
            case .refuse(let error): throw error
            case .abort: throw .internalError("the write was put off")
            }
        }
    }

    private mutating func tellObservers(of write: Write, after place: StoreCursor) {
        guard !observers.isEmpty, case .changes(let events) = store.peek(place) else { return }
        for event in events {
            for index in observers.indices {
                observers[index].didCommit(event, of: write, in: store)
            }
        }
    }
}
