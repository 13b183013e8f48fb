import KubeAPI
import KubeJSON

/// A body in YAML.
enum YAMLBody {
    /// The document in `body`; throws 400 where it is no YAML.
    static func parse(_ body: [UInt8], kind: Kind) throws(StatusError) -> YAMLDocument {
        do {
            return try YAMLDocument(parsing: body)
        } catch {
            throw BodyDecoder.unrecognized(
                kind, "error converting YAML to JSON: \(error.message)", body)
        }
    }

    /// Repeated keys as the strict reader of YAML reports them, all in one.
    static func strictText(_ duplicates: [String]) -> String {
        (["yaml: unmarshal errors:"] + duplicates.map { "  \($0)" }).joined(separator: "\n")
    }
}
