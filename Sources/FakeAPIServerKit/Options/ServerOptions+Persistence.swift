import KubeFoundation

/// What a change that a client was told of survives.
public enum SQLiteSynchronous: String, CaseIterable, Sendable {
    /// The end of the server's process at any instant.
    case normal
    /// The end of the machine at any instant, for which every answer to a write waits for the disk.
    case full
}

extension ServerOptions {
    /// The path of the database; nil when nothing is kept.
    ///
    /// Makes the data directory when it is missing.
    func databasePath() throws(ServerOptionsError) -> String? {
        guard let dataDirectory else { return sqlitePath }
        do {
            try FileManager.default.createDirectory(
                atPath: dataDirectory, withIntermediateDirectories: true)
        } catch {
            throw ServerOptionsError([
                "the directory \(dataDirectory) cannot be made: \(error.systemReason)"
            ])
        }
        return "\(dataDirectory)/fake-apiserver.sqlite"
    }

    /// What is wrong with the place where everything is kept.
    var persistenceComplaints: [String] {
        var complaints: [String] = []
        if dataDirectory != nil, sqlitePath != nil {
            complaints.append("--data-dir and --sqlite exclude each other")
        }
        if dataDirectory == "" { complaints.append("--data-dir must not be empty") }
        if sqlitePath == "" { complaints.append("--sqlite must not be empty") }
        if dataDirectory ?? sqlitePath != nil, !Self.hasDatabase {
            let flag = dataDirectory != nil ? "--data-dir" : "--sqlite"
            complaints.append(
                "\(flag) needs the package trait SQLite, and this was built without it")
        }
        return complaints
    }
}
