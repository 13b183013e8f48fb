import KubeJSON
import KubeStore

/// Who owns what, by uid; of all objects only those that have owners or wait for their dependents.
struct OwnershipGraph: Sendable {
    private var nodes: [ObjectKey: OwnershipNode] = [:]
    private var dependents: [String: Dependents] = [:]

    /// Where the objects are that wait for their dependents, by uid.
    private var departing: [String: ObjectKey] = [:]

    /// The objects that name one owner.
    private struct Dependents: Sendable {
        var keys = ArrivalOrder<ObjectKey>()
        /// How many of them keep an owner that is deleted in the foreground.
        var blockerCount = 0
        /// How many of them are themselves being deleted in the foreground.
        var foregroundCount = 0
    }

    /// Whether no object has owners.
    var hasNoDependents: Bool { dependents.isEmpty }

    /// Whether there is nothing to know.
    var isEmpty: Bool { nodes.isEmpty }

    /// What is known about the object at `key`.
    subscript(key: ObjectKey) -> OwnershipNode? {
        get { nodes[key] }
        set {
            if let old = nodes[key] { remove(old, at: key) }
            nodes[key] = newValue
            if let newValue { insert(newValue, at: key) }
        }
    }

    private mutating func remove(_ node: OwnershipNode, at key: ObjectKey) {
        if node.departure != nil, departing[node.uid] == key { departing[node.uid] = nil }
        for (uid, isBlocked) in node.blockedOwners {
            dependents[uid]?.keys.remove(key)
            if isBlocked { dependents[uid]?.blockerCount -= 1 }
            if node.departure == .foreground { dependents[uid]?.foregroundCount -= 1 }
            if dependents[uid]?.keys.isEmpty == true { dependents[uid] = nil }
        }
    }

    private mutating func insert(_ node: OwnershipNode, at key: ObjectKey) {
        if node.departure != nil { departing[node.uid] = key }
        for (uid, isBlocked) in node.blockedOwners {
            dependents[uid, default: Dependents()].keys.append(key)
            if isBlocked { dependents[uid]?.blockerCount += 1 }
            if node.departure == .foreground { dependents[uid]?.foregroundCount += 1 }
        }
    }
}

extension OwnershipGraph {
    /// Where the object with this uid is, if it waits for its dependents.
    func departing(_ uid: String) -> ObjectKey? { departing[uid] }

    /// Whether any object names `uid` as an owner.
    func hasDependents(of uid: String) -> Bool { dependents[uid] != nil }

    /// Whether any object that names `uid` as an owner blocks its deletion.
    func hasBlockers(of uid: String) -> Bool { (dependents[uid]?.blockerCount ?? 0) > 0 }

    /// Whether any object that names `uid` as an owner is being deleted in the foreground.
    func hasForegroundDependents(of uid: String) -> Bool {
        (dependents[uid]?.foregroundCount ?? 0) > 0
    }

    /// Whether the object with this uid, which is being deleted in the foreground, waits for itself: it
    /// blocks an owner that blocks an owner, and so on, that it waits for.
    func waitsForItself(_ uid: String) -> Bool {
        var seen: Set<String> = []
        var pending = [uid]
        while let next = pending.popLast() {
            guard let key = departing[next], let node = nodes[key], node.departure == .foreground
            else { continue }
            for owner in node.owners where owner.blocksOwnerDeletion {
                if owner.uid.hasSameBytes(as: uid) { return true }
                if seen.insert(owner.uid).inserted { pending.append(owner.uid) }
            }
        }
        return false
    }

    /// The object that names `uid` as an owner and comes behind the one with `number`.
    func nextDependent(
        of uid: String, after number: UInt64
    ) -> (number: UInt64, element: ObjectKey)? {
        dependents[uid]?.keys.next(after: number)
    }
}

extension OwnershipNode {
    /// The uids of the owners, each once, and whether the object blocks their deletion.
    fileprivate var blockedOwners: [String: Bool] {
        Dictionary(owners.map { ($0.uid, $0.blocksOwnerDeletion) }) { $0 || $1 }
    }
}
