import KubeAPI
import KubeJSON

/// The version that a read asks for.
enum ResourceVersion {
    /// The revision that `text` spells.
    static func parse(_ text: String) throws(StatusError) -> UInt64 {
        try GoNumber.unsigned(text) { problem -> StatusError in
            .plain("resourceVersion: Invalid value: \(GoQuote.quote(text)): \(problem)")
        }
    }
}
