package import KubeAPI
import KubeEndpoints
import KubeRegistry
import KubeStore
import Logging

extension Cluster {
    /// Forgets what was before `revision`, or before now, and returns the revision from which there is
    /// history; objects stay.
    ///
    /// As after etcd's compaction, watches and lists from older versions get `410 Expired`. Open
    /// watches go on, but for those that cannot be told at once what they have not read yet. Throws
    /// `400 BadRequest` for a revision that is to come.
    package mutating func expireHistory(
        before revision: UInt64? = nil
    ) throws(StatusError) -> UInt64 {
        let present = registry.store.revision
        let revision = revision ?? present
        guard revision <= present else { throw .toCome(revision, present: present) }
        forgetHistory(before: revision)
        return registry.store.oldestRevision
    }

    /// The same before a revision that there has been.
    mutating func forgetHistory(before revision: UInt64) {
        registry.store.expireHistory(before: revision)
        signalCount &+= 1
        guard tells else { return }
        tell(
            "Expired the history",
            ["oldestResourceVersion": "\(registry.store.oldestRevision)"], isUndoable: true)
    }
}

extension StatusError {
    /// The refusal of a version that does not exist yet.
    static func toCome(_ revision: UInt64, present: UInt64) -> StatusError {
        badRequest("version \(revision) is to come: the cluster is at version \(present)")
    }
}
