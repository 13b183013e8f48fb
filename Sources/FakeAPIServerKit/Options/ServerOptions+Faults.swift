import KubeAPI
import KubeCluster
import KubeFoundation
import KubeJSON
import KubeYAML

extension ServerOptions {
    /// The rules of the file that the options name; throws what is wrong with it, and where.
    func faultRules() throws(ServerOptionsError) -> [FaultRule] {
        guard let path = faultsPath else { return [] }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ServerOptionsError(["--faults \(path): the file cannot be read"])
        }
        return try FaultFile(path: path, bytes: Array(data)).rules()
    }
}

/// A file of rules: one document or more, each of which is a rule or a list of them.
private struct FaultFile {
    let path: String
    let bytes: [UInt8]

    func rules() throws(ServerOptionsError) -> [FaultRule] {
        var rules: [FaultRule] = []
        var count = 0
        let documents = try documents()
        guard !documents.isEmpty else { throw failure("there is no rule in the file") }
        for document in documents {
            for (index, element) in (document.value.array ?? [document.value]).enumerated() {
                count += 1
                do throws(StatusError) {
                    rules += try FaultRule.rules(in: element)
                } catch {
                    throw failure(
                        "rule \(count): \(error.message)", in: line(of: index, in: document))
                }
            }
        }
        return rules
    }

    private func documents() throws(ServerOptionsError) -> [YAMLDocument] {
        let documents: [YAMLDocument]
        do {
            documents = try YAMLDocument.all(in: bytes)
        } catch {
            throw failure(error.message)
        }
        if let key = documents.lazy.compactMap(\.duplicates.first).first { throw failure(key) }
        return documents.filter { $0.value != .null }
    }

    /// The line in which a rule of a document begins.
    private func line(of index: Int, in document: YAMLDocument) -> Int {
        YAMLLineFinder.line(of: "[\(index)]", inDocumentAt: document.line, of: bytes)
    }

    private func failure(_ message: String, in line: Int? = nil) -> ServerOptionsError {
        ServerOptionsError(["--faults \(path)\(line.map { ":\($0)" } ?? ""): \(message)"])
    }
}
