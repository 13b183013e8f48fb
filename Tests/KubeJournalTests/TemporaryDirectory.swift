import Foundation

/// A directory that exists as long as somebody holds it.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "fake-apiserver-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of the file `name` in the directory.
    func file(_ name: String = "test.sqlite") -> String { "\(path)/\(name)" }
}
