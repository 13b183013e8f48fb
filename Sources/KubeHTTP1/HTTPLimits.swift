/// How much of a request is read before it is refused; the defaults are kube-apiserver's.
package struct HTTPLimits: Hashable, Sendable {
    /// The longest request line and fields together; also the longest trailer.
    package var headBytesMax = 1 << 20
    /// The longest body.
    package var bodyBytesMax = 3 << 20
    /// The paths whose bodies may be longer; nil for none.
    package var longBodies: LongBodies?
    /// The longest line that starts a chunk, with its extensions.
    package var chunkLineBytesMax = 256

    /// The limits of kube-apiserver.
    package init() {}

    /// Paths whose bodies may be longer than those of others.
    package struct LongBodies: Hashable, Sendable {
        /// What the paths end with.
        package var pathSuffix: String
        /// The longest body.
        package var bytesMax = 256 << 20

        /// The limits of the paths that end with `pathSuffix`.
        package init(pathSuffix: String) {
            self.pathSuffix = pathSuffix
        }
    }
}
