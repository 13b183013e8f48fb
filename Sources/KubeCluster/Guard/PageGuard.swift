package import KubeAPI
package import KubeHTTP1
import KubeJSON

/// Keeps web pages that a developer happens to look at from driving a server on the same machine.
///
/// Browsers say in each request that might change something which page has sent it, and no page can forge
/// that. Other clients say nothing of the kind.
package struct PageGuard: Sendable {
    /// The names by which the server may be called; nil for any.
    private let hosts: AllowedHosts?
    /// The last name that was found to be allowed: nearly all clients use the same.
    private var recentHost = ""

    /// A guard of a server that may be called by `hosts`, or by any name where that is nil.
    package init(_ hosts: AllowedHosts?) {
        self.hosts = hosts
    }

    /// Why a request is not answered; nil when it is.
    package mutating func refusal(of request: HTTPRequest) -> StatusError? {
        // No page can ask over a socket in the file system.
        guard !request.address.isEmpty else { return nil }
        if let host = request.host, !isAllowed(host) { return .misdirected(host) }
        guard request.mayChangeSomething else { return nil }
        if let page = request.foreignPage { return .foreignPage(page) }
        return nil
    }

    private mutating func isAllowed(_ host: String) -> Bool {
        if host == recentHost { return true }
        guard let hosts else { return true }
        guard hosts.contains(host) else { return false }
        recentHost = host
        return true
    }
}

extension HTTPRequest {
    /// Whether it writes, or asks the control API.
    fileprivate var mayChangeSomething: Bool {
        switch method {
        case "GET", "HEAD", "OPTIONS": target.segments.first == "fake"
        default: true
        }
    }

    /// The page of another origin that a browser has sent it for, in the browser's words; nil where there is
    /// none.
    fileprivate var foreignPage: String? {
        if let origin = fields["Origin"], !isOrigin(origin) { return "Origin: \(origin)" }
        guard let site = fields["Sec-Fetch-Site"], site != "same-origin", site != "none" else {
            return nil
        }
        return "Sec-Fetch-Site: \(site)"
    }

    /// Whether a page of this origin came from the server itself, by the name it is called by.
    private func isOrigin(_ origin: String) -> Bool {
        guard let host else { return false }
        return ["http://", "https://"].contains { origin.lowercased() == $0 + host.lowercased() }
    }
}

extension StatusError {
    fileprivate static func misdirected(_ host: String) -> StatusError {
        StatusError(
            code: 421, reason: "MisdirectedRequest",
            message: "this server is not called \(GoQuote.quote(host)): a web page may have sent "
                + "this by a name of its own; --allowed-hosts=NAME allows a name")
    }

    fileprivate static func foreignPage(_ field: String) -> StatusError {
        StatusError(
            code: 403, reason: "Forbidden",
            message: "a web page of another origin may neither write nor ask the control API "
                + "(\(field))")
    }
}
