import KubeCluster
import KubeJournal
import KubeTestSupport

extension HandlerPlay {
    /// The clients of a handler that keeps everything in a new database in `folder`.
    convenience init(keptIn folder: TemporaryFolder) throws {
        let (journal, _) = try SQLiteJournal.open(folder.file("test.sqlite"))
        try self.init(persistence: ClusterPersistence(journal))
    }
}
