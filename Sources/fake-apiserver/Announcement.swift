import FakeAPIServerKit
import KubeFoundation

/// Tells those who wait for the server where it is.
struct Announcement {
    /// Where to write a kubeconfig file for the server; nil for nowhere.
    var kubeconfigPath: String?

    /// Where to write the server's URL; nil for nowhere.
    var readyFilePath: String?

    /// Writes the files for the server at `url`: the kubeconfig first, so that whoever waits for
    /// the ready file finds both.
    func write(url: String) throws(AnnouncementError) {
        if let kubeconfigPath {
            try Self.write(Kubeconfig(server: url).description, to: kubeconfigPath)
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
