import KubeJSON

/// The version that a read asks for.
package enum ResourceVersion {
    /// The revision that `text` spells, as upstream's watch cache reads it: an error has no reason.
    package static func parse(_ text: String) throws(StatusError) -> UInt64 {
        try parse(text, StatusError.plain)
    }

    /// The revision that `text` spells, as those read it who speak with etcd: an error is the client's.
    package static func parseForStorage(_ text: String) throws(StatusError) -> UInt64 {
        try parse(text) { .badRequest("invalid resource version: \($0)") }
    }

    private static func parse(
        _ text: String, _ error: (String) -> StatusError
    ) throws(StatusError) -> UInt64 {
        try GoNumber.unsigned(text) { problem -> StatusError in
            error("resourceVersion: Invalid value: \(GoQuote.quote(text)): \(problem)")
        }
    }
}
