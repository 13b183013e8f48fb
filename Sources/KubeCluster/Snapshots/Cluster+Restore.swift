package import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore
package import KubeTime
import Logging

extension Cluster {
    /// Puts what the documents of `texts` hold in the place of all objects, and goes on as their
    /// snapshot says.
    ///
    /// Objects keep their uids, versions and times; what they lack is made up, and those that have
    /// none of it are created as a client would create them, in order. Versions do not go back: to
    /// clients it looks like a reset. Throws what is wrong with which document; nothing has changed
    /// then.
    package mutating func restore(
        _ texts: [SnapshotText], at wall: Timestamp
    ) throws(StatusError) {
        let documents = try documents(of: texts)
        guard !documents.isEmpty else {
            throw .badRequest(
                "there is no document to restore: say a snapshot, as GET /fake/snapshot tells it")
        }
        try restore(documents, at: wall)
    }

    /// Adds what the documents of `texts` hold as a client would create it, in order.
    ///
    /// Those that come with what a server has given them are restored. Throws what is wrong with
    /// which document; nothing has changed then.
    package mutating func load(
        _ texts: [SnapshotText], at wall: Timestamp
    ) throws(StatusError) {
        let documents = try documents(of: texts)
        if documents.contains(where: { $0.isRestored || SnapshotHeader.isTold(by: $0) }) {
            return try restore(documents, at: wall)
        }
        var loaded = self
        for document in documents { try loaded.create(document, at: wall) }
        self = loaded
        _ = advance(to: wall)
    }

    private func documents(
        of texts: [SnapshotText]
    ) throws(StatusError) -> [SnapshotDocument] {
        var documents: [SnapshotDocument] = []
        for text in texts { documents += try text.documents() }
        return documents
    }

    private mutating func restore(
        _ documents: [SnapshotDocument], at wall: Timestamp
    ) throws(StatusError) {
        var restored = self
        let (header, place) = try Self.header(of: documents)
        // What is held goes on while all is as it was.
        if header?.faults != nil { restored.endFaults(at: wall) }
        let known = documents.filter { $0.isRestored && !SnapshotHeader.isTold(by: $0) }
        let start = max(restored.registry.store.revision + 1, try newestRevision(in: documents))
        restored.go(on: header, from: start, at: wall)
        let others = documents.filter { !$0.isRestored && !SnapshotHeader.isTold(by: $0) }
        try restored.replaceObjects(
            known, from: start, withoutNamespaces: Set(others.compactMap(\.namespaceName)), at: wall
        )
        for document in others { try restored.create(document, at: wall) }
        if let faults = header?.faults {
            do throws(StatusError) {
                try restored.replaceFaults(by: faults, at: wall)
            } catch {
                throw place?.failure(error) ?? error
            }
        }
        let former = FormerState(of: self, withFaults: header?.faults != nil)
        restored.persistence?.willReset(from: former)
        self = restored
        releaseElsewhere(consume former)
        didReplaceObjects()
        if tells { tellRestored(documents.count, at: wall) }
        _ = advance(to: wall)
    }

    private mutating func tellRestored(_ count: Int, at wall: Timestamp) {
        tell(
            "Restored a snapshot",
            [
                "documents": .stringConvertible(count),
                "resourceVersion": "\(registry.store.revision)",
            ], at: clock.now(at: wall), isUndoable: true)
    }

    /// The newest resource version that the documents name, after which there are many to come; 0 when
    /// they name none.
    private func newestRevision(
        in documents: [SnapshotDocument]
    ) throws(StatusError) -> UInt64 {
        let last = max(FirstRevision.allowed.upperBound, registry.store.revision)
        var newest: UInt64 = 0
        for document in documents {
            guard let revision = document.revision else { continue }
            guard revision <= last else {
                throw document.place.failure(
                    .badRequest("the resource version \(revision) must be at most \(last)"))
            }
            newest = max(newest, revision)
        }
        return newest
    }

    private static func header(
        of documents: [SnapshotDocument]
    ) throws(StatusError) -> (SnapshotHeader?, SnapshotPlace?) {
        var header: SnapshotHeader?
        var place: SnapshotPlace?
        for document in documents where SnapshotHeader.isTold(by: document) {
            do throws(StatusError) {
                guard header == nil else {
                    throw .badRequest("there is a \(SnapshotHeader.kind) already")
                }
                if let key = document.duplicates.first { throw .badRequest(key) }
                header = try SnapshotHeader(reading: document.value)
                place = document.place
            } catch {
                throw document.place.failure(error)
            }
        }
        return (header, place)
    }

    /// Takes on the clock and the seed of a snapshot.
    private mutating func go(on header: SnapshotHeader?, from revision: UInt64, at wall: Timestamp)
    {
        if let clock = header?.clock { setClock(clock.clock(at: wall), at: wall) }
        seed = header?.seed ?? seed
        // As after a restart: the same uids must not be made up again.
        random = Random(seed: seed ^ (revision - 1))
        registry.random = Random(seed: random.next())
    }

    private mutating func replaceObjects(
        _ documents: [SnapshotDocument], from start: UInt64,
        withoutNamespaces names: Set<String>, at wall: Timestamp
    ) throws(StatusError) {
        let now = clock.now(at: wall)
        var objects: [(document: SnapshotDocument, object: RestoredObject)] = []
        var taken: Set<ObjectKey> = []
        for document in documents {
            do throws(StatusError) {
                let found = try document.object(in: registry.catalog)
                let object = try registry.restored(found.object, at: found.target, now: now)
                guard taken.insert(object.key).inserted else {
                    throw .alreadyExists(found.target.served.reference(object.key.name))
                }
                objects.append((document, object))
            } catch {
                throw document.place.failure(error)
            }
        }
        registry.replaceObjects(
            with: objects.compactMap(\.object.stored), at: start, withoutNamespaces: names, now: now
        )
        for (document, object) in objects {
            do throws(StatusError) {
                try registry.admitNamespace(of: object, now: now)
            } catch {
                throw document.place.failure(error)
            }
            if object.revision == nil { registry.put(object, now: now) }
        }
    }

    private mutating func create(
        _ document: SnapshotDocument, at wall: Timestamp
    ) throws(StatusError) {
        do throws(StatusError) {
            let found = try document.object(in: registry.catalog)
            _ = try registry.create(
                found.object, at: found.target,
                WriteContext(manager: "fake-apiserver", now: clock.now(at: wall)))
        } catch {
            throw document.place.failure(error)
        }
    }
}
