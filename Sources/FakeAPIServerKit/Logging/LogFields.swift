import Logging

/// The fields of log lines.
enum LogFields {
    /// Those that come first, in this order: they are kube-apiserver's, and stand where it has them.
    private static let first = [
        "verb", "URI", "latency", "userAgent", "audit-ID", "srcIP", "resp",
    ]

    /// Those that come last, in this order: every line may have them.
    private static let last = ["cluster", "clusterTime"]

    /// The fields of `metadata` in the order in which they are written.
    static func ordered(
        _ metadata: Logger.Metadata
    ) -> [(key: String, value: Logger.MetadataValue)] {
        metadata.sorted { (rank($0.key), $0.key) < (rank($1.key), $1.key) }
    }

    private static func rank(_ key: String) -> Int {
        if let place = first.firstIndex(of: key) { return place }
        return first.count + (last.firstIndex(of: key).map { $0 + 1 } ?? 0)
    }

    /// The value where it is a number, or true or false, which are not quoted; nil for any other.
    static func unquoted(_ value: Logger.MetadataValue) -> String? {
        guard case .stringConvertible(let value) = value else { return nil }
        switch value {
        case is any BinaryInteger, is Bool: return value.description
        default: return nil
        }
    }
}
