import KubeJSON
import KubeYAML

/// A kubeconfig file.
struct KubeconfigFile {
    /// The parts that a file has, by what their lists are called.
    enum Kind: String {
        case clusters
        case contexts
        case users

        /// What the content of such a part is called.
        var contentKey: String { String(rawValue.dropLast()) }
    }

    private let path: String
    private let document: JSONValue

    /// The file at `path`.
    init(_ path: String) throws(ClusterAccessError) {
        self.path = path
        do {
            document = try YAMLDocument(parsing: try ClusterAccess.contents(of: path)).value
        } catch let error as ClusterAccessError {
            throw error
        } catch {
            throw ClusterAccessError("\(path) is no YAML: \(error)")
        }
        guard document.object != nil else {
            throw ClusterAccessError("\(path) is no kubeconfig file")
        }
    }

    /// The name of the context that is used where none is named.
    var currentContext: String? {
        document["current-context"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The part of this kind called `name`; nil when there is none.
    func part(_ kind: Kind, _ name: String) throws(ClusterAccessError) -> KubeconfigPart? {
        let parts = document[kind.rawValue]?.array ?? []
        guard let part = parts.first(where: { $0["name"]?.string == name }) else { return nil }
        guard let content = part[kind.contentKey]?.object ?? (kind == .users ? [:] : nil) else {
            throw ClusterAccessError("\(path): “\(name)” in \(kind.rawValue) is empty")
        }
        return KubeconfigPart(content: content, name: name, path: path)
    }
}

/// A cluster, a context or a user in a kubeconfig file.
struct KubeconfigPart {
    let content: JSONObject
    /// What the part is called, and where it is.
    let name: String
    let path: String

    func text(_ key: String) -> String? { content[key]?.string.flatMap { $0.isEmpty ? nil : $0 } }

    func flag(_ key: String) -> Bool { content[key]?.bool ?? false }

    /// What `key`-data says, in base64, or else the file that `key` names.
    func bytes(_ key: String) throws(ClusterAccessError) -> [UInt8]? {
        if let data = text("\(key)-data") {
            guard let bytes = try? Base64.standard.decode(data) else {
                throw ClusterAccessError("\(path): \(key)-data of “\(name)” is no base64")
            }
            return bytes
        }
        guard let file = text(key) else { return nil }
        return try ClusterAccess.contents(of: self.path(file))
    }

    /// A path as it is meant in the file: relative to the folder of that.
    func path(_ text: String) -> String {
        guard !text.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return text }
        return path[...slash] + text
    }

    /// Throws when the part says something under one of `keys`, which nothing here can do.
    func refuse(_ keys: String...) throws(ClusterAccessError) {
        for key in keys where content[key] != nil && content[key] != .null {
            throw ClusterAccessError("\(path): \(key) of “\(name)” is not supported")
        }
    }
}
