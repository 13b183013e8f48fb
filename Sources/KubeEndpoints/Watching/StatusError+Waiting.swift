import KubeAPI

extension StatusError {
    /// The client's `timeout` is over.
    static let requestTimedOut = timeout("request did not complete within the allotted timeout")
}
