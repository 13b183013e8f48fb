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
        let text = String(decoding: data, as: UTF8.self)
        let document: YAMLDocument
        do {
            document = try YAMLDocument(parsing: text)
        } catch {
            throw ServerOptionsError(["--faults \(path): \(error.message)"])
        }
        if let key = document.duplicates.first {
            throw ServerOptionsError(["--faults \(path): \(key)"])
        }
        return try Self.rules(in: document.value, FaultFile(path: path, text: text))
    }

    private static func rules(
        in document: JSONValue, _ file: FaultFile
    ) throws(ServerOptionsError) -> [FaultRule] {
        var rules: [FaultRule] = []
        for (index, element) in (document.array ?? [document]).enumerated() {
            do throws(StatusError) {
                rules += try FaultRule.rules(in: element)
            } catch {
                throw ServerOptionsError([
                    "--faults \(file.place(ofRule: index)): \(error.message)"
                ])
            }
        }
        return rules
    }
}

/// A file of rules, and where in it they stand.
private struct FaultFile {
    let path: String
    let text: String

    /// The place of a rule, counted from 0: with its line where it begins one of its own.
    func place(ofRule index: Int) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let starts = lines.indices.filter { lines[$0].hasPrefix("- ") || lines[$0] == "-" }
        let line = index < starts.count ? ":\(starts[index] + 1)" : ""
        return "\(path)\(line): rule \(index + 1)"
    }
}
