import Foundation
import KubeTestSupport

/// Where a simulated server keeps its database: in memory, where the system has files there.
///
/// The files are gone when nobody holds the disk any more.
final class SimulatedDisk {
    private let folder: TemporaryFolder
    private var life = 0

    init() throws {
        folder = try TemporaryFolder(inMemory: true)
    }

    /// The database.
    var path: String { folder.file("\(life).sqlite") }

    /// Leaves the database to the next server as it is when the present one is killed: with its log,
    /// which closing it would empty.
    func abandon() throws {
        let present = path
        life += 1
        for suffix in ["", "-wal", "-mark"]
        where FileManager.default.fileExists(atPath: present + suffix) {
            try FileManager.default.copyItem(atPath: present + suffix, toPath: path + suffix)
        }
    }
}
