import KubeJSON
import KubeTime

/// Reads typed members of a stored object; a member of another type reads as absent.
struct DocumentReader {
    let object: JSONObject

    /// The two parts of a stored document; nil when `metadata` or `spec` is not an object.
    static func metadataAndSpec(
        of document: JSONObject
    ) -> (metadata: DocumentReader, spec: DocumentReader)? {
        guard let metadata = document["metadata"]?.object,
            let spec = (document["spec"] ?? [:]).object
        else { return nil }
        return (DocumentReader(object: metadata), DocumentReader(object: spec))
    }

    /// The text of `key`.
    func string(_ key: String) -> String? {
        object[key]?.string
    }

    /// The 32-bit number of `key`.
    func int32(_ key: String) -> Int32? {
        object[key]?.integer.flatMap { Int32(exactly: $0) }
    }

    /// The `MicroTime` of `key`; null stands for the zero instant, which is encoded so.
    func microTime(_ key: String) -> Timestamp? {
        guard let value = object[key] else { return nil }
        if value == .null { return TimeFormat.zeroInstant }
        return value.string.flatMap { TimeFormat.microseconds.parse($0) }
    }

    /// The `Time` of `key`.
    func time(_ key: String) -> Timestamp? {
        string(key).flatMap { TimeFormat.seconds.parse($0) }
    }
}
