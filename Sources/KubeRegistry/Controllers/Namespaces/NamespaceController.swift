import KubeAPI
import KubeJSON
import KubeStore
import KubeTime

/// Empties and finalizes terminating namespaces, as the namespace controller of a cluster does
/// (COR-009).
///
/// It goes through what a namespace holds when that begins to terminate, tells in its conditions what
/// remains, and finalizes it once it is empty.
struct NamespaceController: Sendable {
    /// The namespaces that are to be emptied, and how far each is.
    private var passes: [String: NamespacePass] = [:]

    /// Those of them in which there is something to do, or something has happened.
    private var due = ArrivalOrder<String>()

    /// When a namespace is gone through again.
    private var repetitions = Deadlines<String>()

    /// The pause before that, which upstream makes when finalizers are in the way.
    private static let pause = Duration.seconds(8)

    /// Whether there is something to do at once.
    var hasMore: Bool { !due.isEmpty }

    /// When there is something to do, the far past for at once; nil when there is nothing.
    var nextDue: Timestamp? { hasMore ? Timestamp(microseconds: .min) : repetitions.next }

    /// Has everything be done as much later as the clock was set forward.
    mutating func shift(by difference: Duration) { repetitions.shift(by: difference) }

    /// Takes note of a change.
    mutating func note(_ event: StoreEvent) {
        let key = event.object.key
        if key.resource == Resource.namespaces.name {
            note(event.object, isDeleted: event.change == .deleted)
        } else if passes[key.namespace] != nil {
            if event.change == .added { passes[key.namespace] = NamespacePass() }
            due.append(key.namespace)
        }
    }

    private mutating func note(_ namespace: StoredObject, isDeleted: Bool) {
        let name = namespace.key.name
        let object = namespace.object
        if !isDeleted, object.isTerminating, !NamespaceRules.specFinalizers(of: object).isEmpty {
            guard passes[name] == nil else { return }
            passes[name] = NamespacePass()
            due.append(name)
        } else if passes.removeValue(forKey: name) != nil {
            due.remove(name)
            repetitions[name] = nil
        }
    }

    /// Begins with what is there, since not everything is known that happened.
    mutating func begin(_ store: ObjectStore) {
        self = NamespaceController()
        for namespace in store.objects(Resource.namespaces.name) {
            note(namespace, isDeleted: false)
        }
    }
}

// MARK: - Work

extension NamespaceController {
    /// Does the next piece of work; false when there is none.
    mutating func step(in registry: inout Registry, at now: Timestamp, room: inout Int) -> Bool {
        while let name = repetitions.popFirst(dueAt: now) {
            passes[name] = NamespacePass()
            due.append(name)
        }
        guard let name = due.popFirst() else { return false }
        guard var pass = passes.removeValue(forKey: name) else { return true }
        if pass.isDone {
            // Something has happened since.
            guard registry.isEmpty(namespace: name) else {
                passes[name] = pass
                if repetitions[name] == nil { repetitions[name] = now + Self.pause }
                return true
            }
            pass = NamespacePass()
        }
        pass.proceed(name, in: &registry, at: now, room: &room)
        room -= 1
        passes[name] = pass
        if pass.isDone {
            end(pass, of: name, in: &registry, at: now)
        } else {
            due.append(name)
        }
        return true
    }

    /// Tells what remains, and finalizes a namespace in which nothing does.
    private mutating func end(
        _ pass: NamespacePass, of name: String, in registry: inout Registry, at now: Timestamp
    ) {
        let isEmpty = registry.isEmpty(namespace: name)
        do throws(StatusError) {
            try registry.tell(pass.remains, of: name, at: now)
        } catch {
            // As upstream: that it cannot be told does not keep the namespace.
            repetitions[name] = now + Self.pause
        }
        guard pass.remains.isEmpty else {
            // Has what remained gone meanwhile?
            if isEmpty { due.append(name) }
            if !pass.remains.failures.isEmpty { repetitions[name] = now + Self.pause }
            return
        }
        do throws(StatusError) {
            if isEmpty { try registry.finalize(name, at: now) }
        } catch {
            repetitions[name] = now + Self.pause
        }
    }
}
