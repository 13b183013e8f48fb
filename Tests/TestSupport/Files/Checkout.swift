package import Foundation

/// The files of this package as they lie beside its tests.
package enum Checkout {
    /// The folder of the whole package.
    package static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardized

    /// A file or a folder in `Fixtures`.
    package static func fixture(_ path: String) -> URL {
        folder.appending(path: "Fixtures").appending(path: path)
    }

    /// The files with this extension in a folder of `Fixtures`, by name.
    package static func fixtures(_ path: String, extension pathExtension: String) throws -> [URL] {
        try FileManager.default
            .contentsOfDirectory(at: fixture(path), includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == pathExtension }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }
}
