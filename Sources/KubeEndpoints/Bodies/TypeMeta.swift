import KubeAPI
import KubeJSON

/// What a document says it is.
struct TypeMeta: Hashable {
    var group = ""
    var version = ""
    var kind = ""

    /// Group and version as messages show them.
    var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }
}

extension TypeMeta {
    /// The types that these texts name; throws when the first is no group and version.
    init(apiVersion: String, kind: String) throws(KubeAPI.DecodingError) {
        let parts = apiVersion.utf8.split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        switch parts.count {
        case 1: version = apiVersion
        case 2: (group, version) = (String(Substring(parts[0])), String(Substring(parts[1])))
        default: throw DecodingError(message: "unexpected GroupVersion string: \(apiVersion)")
        }
        self.kind = kind
    }

    /// What `document` says; throws for what is no object and for names that are no strings
    /// (CRE-023).
    ///
    /// As in Go's `encoding/json` the members may be spelled in any case, and the last one counts.
    init(_ document: JSONValue) throws(KubeAPI.DecodingError) {
        guard document.object != nil || document == .null else {
            throw Self.unreadable(DecodingError.noTypes(in: document).message)
        }
        var (apiVersion, kind) = ("", "")
        for (key, value) in document.object ?? JSONObject() {
            // Spelling them alike takes time, and the length rules most members out.
            switch key.utf8.count {
            case 4 where key.lowercased() == "kind":
                kind = try Self.text(value, of: "kind") ?? kind
            case 10 where key.lowercased() == "apiversion":
                apiVersion = try Self.text(value, of: "apiVersion") ?? apiVersion
            default: continue
            }
        }
        try self.init(apiVersion: apiVersion, kind: kind)
    }

    private static func text(
        _ value: JSONValue, of name: String
    ) throws(KubeAPI.DecodingError) -> String? {
        switch value {
        case .null: return nil
        case .string(let string): return string.text
        default: throw unreadable(DecodingError.typeIsNoString(value, of: name).message)
        }
    }

    /// The error for a document whose types cannot be told.
    static func unreadable(_ problem: String) -> KubeAPI.DecodingError {
        DecodingError(message: "couldn't get version/kind; json parse error: \(problem)")
    }
}

extension TypeMeta {
    /// The same with `other`, which the path takes, where nothing is said.
    func defaulted(to other: Kind) -> TypeMeta {
        var types = self
        if kind.isEmpty { types.kind = other.name }
        if version.isEmpty, group.isEmpty || group == other.group {
            types.group = other.group
            types.version = other.version
        }
        return types
    }

    /// Whether group and version are those of `other`.
    func hasVersion(of other: Kind) -> Bool {
        version == other.version && group == other.group
    }
}
