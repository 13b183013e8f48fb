import KubeCluster
import KubeFoundation

extension ServerOptions {
    /// What ``loadPaths`` names, in order.
    func loadedTexts() throws(FakeAPIServerError) -> [SnapshotText] {
        var texts: [SnapshotText] = []
        for path in loadPaths {
            for file in try Self.files(at: path) {
                texts.append(SnapshotText(try Self.read(file), name: file))
            }
        }
        return texts
    }

    /// The file at `path`, or those in the folder that it is.
    private static func files(at path: String) throws(FakeAPIServerError) -> [String] {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return [path] }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw FakeAPIServerError(.notStarted, "\(path): \(error.systemReason)")
        }
        let files = names.filter { name in extensions.contains { name.hasSuffix($0) } }.sorted()
        guard !files.isEmpty else {
            throw FakeAPIServerError(
                .notStarted,
                "\(path): there is no file \(extensions.map { "*\($0)" }.joined(separator: ", "))")
        }
        let folder = path.hasSuffix("/") ? path : path + "/"
        return files.map { folder + $0 }
    }

    /// How the names end of the files that are taken from a folder.
    private static let extensions = [".yaml", ".yml", ".json"]

    private static func read(_ path: String) throws(FakeAPIServerError) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw FakeAPIServerError(.notStarted, "\(path): \(error.systemReason)")
        }
    }
}
