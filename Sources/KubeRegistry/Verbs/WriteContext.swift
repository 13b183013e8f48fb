package import KubeAPI
package import KubeTime

/// Who writes, when and how.
package struct WriteContext: Sendable {
    /// On whose behalf something is written.
    package enum Author: Sendable {
        /// A client, with a request.
        case client
        /// The server itself: its controllers, its coordinator, or what its control API does.
        case server
    }

    package var options: WriteOptions

    /// The name under which the writer owns fields.
    package var manager: String
    package var author: Author

    /// The name that the client calls itself by; nil when it has none, or is no client.
    package var client: String?
    package var now: Timestamp

    package init(
        options: WriteOptions = WriteOptions(), manager: String, author: Author = .client,
        client: String? = nil, now: Timestamp
    ) {
        self.options = options
        self.manager = manager
        self.author = author
        self.client = client
        self.now = now
    }
}
