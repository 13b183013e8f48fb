import KubeHTTP1
import KubeJSON

/// Whether an answer is meant for a person to read (NEG-006).
enum PrettyPrinting {
    /// The programs that people read answers with, by the beginning of their `User-Agent`.
    private static let browsers = ["curl", "Wget", "Mozilla/5.0"]

    /// Whether the query of `request` asks for line breaks, or else its user agent suggests them.
    static func isWanted(by request: HTTPRequest) -> Bool {
        if let value = request.target.firstQueryValue(of: "pretty"), !value.isEmpty {
            return GoBool.parse(value) == true
        }
        guard let userAgent = request.fields["User-Agent"] else { return false }
        return browsers.contains { userAgent.utf8.starts(with: $0.utf8) }
    }
}
