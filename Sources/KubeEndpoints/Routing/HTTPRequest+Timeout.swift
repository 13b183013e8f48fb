import KubeAPI
import KubeHTTP1
import KubeJSON

extension HTTPRequest {
    /// How long the client waits for its answer, as the parameter `timeout` says; nil when it sets
    /// no limit.
    ///
    /// Throws 400 for what is no duration (REQ-002). Only waiting takes long enough here for the
    /// limit to matter.
    func timeout() throws(StatusError) -> Duration? {
        guard let text = target.firstQueryValue(of: "timeout"), !text.isEmpty else { return nil }
        do {
            let timeout = try GoDuration(parsing: text)
            return timeout.nanoseconds > 0 ? timeout.duration : nil
        } catch {
            throw .badRequest("invalid timeout specified in the request URL - \(error)")
        }
    }
}

extension RequestInfo {
    /// Whether `request`, to this path, watches: such requests have no timeout.
    func isWatch(_ request: HTTPRequest) -> Bool {
        if isWatchPath { return true }
        guard name == nil, ["GET", "HEAD"].contains(request.method),
            let value = request.target.firstQueryValue(of: "watch")
        else { return false }
        return QueryParameters([("watch", value)]).bool("watch") == true
    }
}

extension StatusError {
    /// The client's `timeout` is over.
    static let requestTimedOut = timeout("request did not complete within the allotted timeout")
}
