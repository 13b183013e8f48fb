/// The names by which clients may call a server.
///
/// A web page whose own name is made to lead to this machine (DNS rebinding) calls the server by that name.
package struct AllowedHosts: Hashable, Sendable {
    /// In lower case; one that begins with `*.` stands for all names that end so, and `*` for all.
    private let patterns: [String]

    /// The names of this machine for itself, and what `patterns` name.
    package init(_ patterns: [String] = []) {
        self.patterns = patterns.map { $0.lowercased() }
    }

    /// Whether a server may be called so, with or without a port.
    package func contains(_ authority: String) -> Bool {
        let host = Self.host(of: authority.lowercased())
        return Self.isLoopback(host) || patterns.contains { Self.matches(host, $0) }
    }

    /// The authority without its port.
    private static func host(of authority: String) -> Substring {
        if authority.first == "[", let end = authority.firstIndex(of: "]") {
            return authority[...end]
        }
        return authority.prefix { $0 != ":" }
    }

    private static func isLoopback(_ host: Substring) -> Bool {
        if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
        // RFC 1122, 3.2.1.3: all of 127.0.0.0/8.
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func matches(_ host: Substring, _ pattern: String) -> Bool {
        if pattern == "*" || host == pattern { return true }
        // A literal IPv6 address may be allowed without its brackets.
        if host.first == "[" { return host.dropFirst().dropLast() == pattern }
        return pattern.hasPrefix("*.") && host.hasSuffix(pattern.dropFirst())
    }
}
