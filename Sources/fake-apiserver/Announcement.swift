import FakeAPIServer
import Foundation

/// Tells those who wait for the server where it is.
struct Announcement {
    /// The server's base URL, such as `http://127.0.0.1:8080`.
    let url: String

    /// Writes the files that `options` ask for: the kubeconfig first, so that whoever waits for
    /// the ready file finds both.
    func writeFiles(for options: ServerOptions) throws {
        if let path = options.writeKubeconfigPath {
            try Self.write(Kubeconfig(server: url).description, to: path)
        }
        if let path = options.readyFilePath {
            try Self.write(url + "\n", to: path)
        }
    }

    /// Writes the file at once, so that nobody reads half of it.
    private static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
