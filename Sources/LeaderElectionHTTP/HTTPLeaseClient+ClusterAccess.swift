public import LeaderElection

extension HTTPLeaseClient {
    /// A client of the server that `access` describes, over URLSession.
    ///
    /// - Parameters:
    ///   - access: Where the server is, whom to trust, and who asks.
    ///   - userAgent: What the server's logs are to call the program; its name by default.
    /// - Throws: ``ClusterAccessError`` when URLSession cannot do what `access` asks for.
    public init(
        _ access: ClusterAccess, userAgent: String? = nil
    ) throws(ClusterAccessError) {
        self.init(try URLSessionTransport(access, userAgent: userAgent))
    }
}
