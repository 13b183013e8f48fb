import FakeAPIServerKit
import KubeFoundation

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
            try Self.write(Kubeconfig(server: server).description, to: file.path)
        }
        if let readyFilePath { try Self.write(url + "\n", to: readyFilePath) }
    }

    /// Writes the file at once, so that nobody reads half of it.
    private static func write(_ text: String, to path: String) throws(AnnouncementError) {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw AnnouncementError(path: path, reason: error.systemReason)
        }
    }
}

/// A file that cannot be written.
struct AnnouncementError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "the file \(path) cannot be written: \(reason)" }
}
