package import KubeAPI
package import KubeTime

/// Who writes, when and how.
package struct WriteContext: Sendable {
    package var options: WriteOptions

    /// The name under which the writer owns fields.
    package var manager: String
    package var now: Timestamp

    package init(options: WriteOptions = WriteOptions(), manager: String, now: Timestamp) {
        self.options = options
        self.manager = manager
        self.now = now
    }
}
