package import Foundation

/// A folder that exists as long as somebody holds it.
package final class TemporaryFolder: Sendable {
    /// Where it is, without symbolic links.
    package let url: URL

    /// A new, empty folder; `inMemory` where the system has files there.
    package init(inMemory: Bool = false) throws {
        let memory = "/dev/shm"
        let usesMemory = inMemory && FileManager.default.isWritableFile(atPath: memory)
        let parent = usesMemory ? URL(filePath: memory) : FileManager.default.temporaryDirectory
        url = parent.resolvingSymlinksInPath()
            .appending(path: "fake-apiserver-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The path of the folder, without a slash at its end.
    package var path: String { url.path(percentEncoded: false) }

    /// The path of the file `name` in the folder.
    package func file(_ name: String) -> String { "\(path)/\(name)" }
}

/// Calls `body` with a folder of its own, which is gone afterwards.
package func withTemporaryFolder<Result>(
    _ body: (URL) async throws -> Result
) async throws -> Result {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    return try await body(folder.url)
}
