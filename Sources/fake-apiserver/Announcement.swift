import FakeAPIServerKit

/// Tells those who wait for the server where it is.
struct Announcement {
    /// The kubeconfig files to write, in order.
    var kubeconfigs: [KubeconfigFile] = []

    /// Where to write the server's URL; nil for nowhere.
    var readyFilePath: String?

    /// Writes the files for the server at `url`: the kubeconfigs first, so that whoever waits for
    /// the ready file finds all.
    func write(url: String) throws(AnnouncementError) {
        for file in kubeconfigs {
            let server = file.client.map { "\(url)/as/\($0)" } ?? url
            try AnnouncedFile(path: file.path).write(Kubeconfig(server: server).description)
        }
        if let readyFilePath { try AnnouncedFile(path: readyFilePath).write(url + "\n") }
    }

    /// Removes a ready file that an earlier server has left, which somebody would believe.
    func prepare() throws(AnnouncementError) {
        if let readyFilePath { try AnnouncedFile(path: readyFilePath).remove() }
    }

    /// Removes the ready file of the server at `url`; that of another server stays.
    func withdraw(url: String) throws(AnnouncementError) {
        if let readyFilePath {
            try AnnouncedFile(path: readyFilePath).remove(holding: url + "\n")
        }
    }

    /// Whether somebody must read before all is written.
    var waitsForReaders: Bool {
        (kubeconfigs.map(\.path) + [readyFilePath].compactMap(\.self)).contains {
            AnnouncedFile(path: $0).waitsForReader
        }
    }
}

/// A file that cannot be written, or not be removed.
struct AnnouncementError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    /// What was tried, as a participle.
    var verb = "written"

    var description: String { "the file \(path) cannot be \(verb): \(reason)" }
}
