import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore
package import KubeTime
import KubeYAML

extension Cluster {
    /// All that is needed to go on from here elsewhere, or later.
    package func snapshot(at wall: Timestamp) -> Snapshot {
        let objects = registry.store.objects
        return Snapshot(
            header: SnapshotHeader(
                revision: registry.store.revision, seed: seed, time: clock.now(at: wall),
                clock: SnapshotClock(clock, at: wall), faults: snapshotFaults),
            // Whoever creates them in this order finds the namespace of each.
            objects: objects.filter { $0.key.namespace.isEmpty }
                + objects.filter { !$0.key.namespace.isEmpty })
    }
}

/// A cluster as it was at an instant.
package struct Snapshot: Sendable {
    let header: SnapshotHeader

    /// The objects as they are stored.
    let objects: [StoredObject]
}

extension Snapshot {
    /// One document for the cluster, and one for each object.
    package var yaml: [UInt8] {
        let kinds = Self.kinds.mapValues { kind in
            Array("---\napiVersion: \(kind.apiVersion)\nkind: \(kind.name)\n".utf8)
        }
        var text = YAMLSpreader.spread(membersOf: JSONWriter.encode(header.json), from: 1)
        for object in objects {
            guard let head = kinds[object.key.resource] else { continue }
            text += head
            // Who owns which fields is for programs.
            text += YAMLSpreader.spread(membersOf: object.body, keepingCompact: "fieldsV1")
        }
        return text
    }

    /// The same as a list.
    package var json: [UInt8] {
        let kinds = Self.kinds.mapValues { kind in
            Array(#",{"kind":"\#(kind.name)","apiVersion":"\#(kind.apiVersion)","#.utf8)
        }
        var text = Array(#"{"kind":"List","apiVersion":"v1","metadata":{},"items":["#.utf8)
        text += JSONWriter.encode(header.json)
        for object in objects {
            guard let head = kinds[object.key.resource] else { continue }
            text += head
            text += object.body
        }
        return JSONIndenter.indent(text + Array("]}".utf8)) + [UInt8(ascii: "\n")]
    }

    /// The kind in whose form the objects of each resource are stored.
    private static let kinds = Dictionary(
        uniqueKeysWithValues: Resource.all.map { ($0.name, $0.views[0].kind) })
}
