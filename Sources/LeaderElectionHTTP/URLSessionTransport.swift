import Foundation
public import LeaderElection

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Carries requests to an API server with URLSession.
///
/// On Linux URLSession trusts only what the system trusts, and has no client certificates: what it cannot
/// do is refused when the transport is made, in words that tell what to do instead.
public final class URLSessionTransport: APITransport {
    private let access: ClusterAccess
    private let base: URLComponents
    private let userAgent: String
    private let session: URLSession
    private let exchanges: URLSessionExchanges

    /// A transport to the server that `access` describes.
    ///
    /// - Parameters:
    ///   - access: Where the server is, whom to trust, and who asks.
    ///   - userAgent: What the server's logs are to call the program; its name by default.
    /// - Throws: ``ClusterAccessError`` when the URL is none, or when URLSession cannot do what `access`
    ///   asks for.
    public init(
        _ access: ClusterAccess, userAgent: String? = nil
    ) throws(ClusterAccessError) {
        guard let base = URLComponents(string: access.server),
            base.scheme == "http" || base.scheme == "https", base.host?.isEmpty == false
        else { throw ClusterAccessError("“\(access.server)” is no URL of a server") }
        if base.scheme == "https" { try URLSessionTrust.check(access) }
        self.access = access
        self.base = base
        self.userAgent = userAgent ?? "\(ProcessInfo.processInfo.processName)/leader-election"
        exchanges = URLSessionExchanges(access)
        let configuration = URLSessionConfiguration.ephemeral
        configuration.urlCache = nil
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.httpMaximumConnectionsPerHost = 16
        session = URLSession(
            configuration: configuration, delegate: exchanges, delegateQueue: nil)
    }

    deinit { session.invalidateAndCancel() }

    /// Sends `request`, and returns the answer as soon as its status is there.
    public func send(_ request: APIRequest) async throws -> APIResponse {
        let task = session.dataTask(with: try urlRequest(request))
        let exchanges = exchanges
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                exchanges.begin(task, continuation)
                // Whoever was cancelled before does not begin.
                if Task.isCancelled { exchanges.end(task, throwing: CancellationError()) }
                task.resume()
            }
        } onCancel: {
            exchanges.end(task, throwing: CancellationError())
            task.cancel()
        }
    }

    private func urlRequest(_ request: APIRequest) throws -> URLRequest {
        let parts = request.path.split(separator: "?", maxSplits: 1)
        var components = base
        let prefix = base.percentEncodedPath
        components.percentEncodedPath =
            (prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix) + (parts.first ?? "")
        components.percentEncodedQuery = parts.count > 1 ? String(parts[1]) : nil
        guard let url = components.url else {
            throw LeaseClientError(.unsupported, "“\(request.path)” is no path")
        }
        // Who asks gives a request up in time; this is for those who do not.
        var message = URLRequest(
            url: url, cachePolicy: .reloadIgnoringLocalCacheData,
            timeoutInterval: request.isWatch ? 3600 : 60)
        message.httpMethod = request.method
        message.setValue("application/json", forHTTPHeaderField: "Accept")
        message.setValue(userAgent, forHTTPHeaderField: "User-Agent")
        if !request.body.isEmpty {
            message.setValue("application/json", forHTTPHeaderField: "Content-Type")
            message.httpBody = Data(request.body)
        }
        if let token = try bearerToken {
            message.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        }
        return message
    }

    private var bearerToken: String? {
        get throws {
            switch access.token {
            case .text(let token): return token
            case .file(let path):
                let text = String(decoding: try ClusterAccess.contents(of: path), as: UTF8.self)
                return text.trimmingCharacters(in: .whitespacesAndNewlines)
            case nil: return nil
            }
        }
    }
}
