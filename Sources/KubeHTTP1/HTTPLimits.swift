/// How much of a request is read before it is refused; the defaults are kube-apiserver's.
package struct HTTPLimits: Hashable, Sendable {
    /// The longest request line and fields together; also the longest trailer.
    package var headBytesMax = 1 << 20
    /// The longest body.
    package var bodyBytesMax = 3 << 20
    /// The longest line that starts a chunk, with its extensions.
    package var chunkLineBytesMax = 256

    /// The limits of kube-apiserver.
    package init() {}
}
