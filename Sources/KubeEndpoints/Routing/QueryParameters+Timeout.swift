import KubeAPI
import KubeJSON

extension QueryParameters {
    /// How long the client waits for its answer, as the parameter `timeout` says; nil when it sets
    /// no limit.
    ///
    /// Throws 400 for what is no duration (REQ-002). Only waiting takes long enough here for the
    /// limit to matter.
    func timeout() throws(StatusError) -> Duration? {
        guard let text = nonempty("timeout") else { return nil }
        do {
            let timeout = try GoDuration(parsing: text)
            return timeout.nanoseconds > 0 ? timeout.duration : nil
        } catch {
            throw .badRequest("invalid timeout specified in the request URL - \(error)")
        }
    }
}
