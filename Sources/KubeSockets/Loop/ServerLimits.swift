package import KubeHTTP1

/// How long and how much a server puts up with.
package struct ServerLimits: Hashable, Sendable {
    /// The sizes of requests.
    package var http = HTTPLimits()
    /// The time for a whole head, from its first byte or, for the first one, from the connection.
    package var headTimeout = Duration.seconds(32)
    /// The time for a whole body.
    package var bodyTimeout = Duration.seconds(60)
    /// How long a connection may be idle between two requests.
    package var idleTimeout = Duration.seconds(90)
    /// How long a client may leave what was sent to it untouched.
    package var writeTimeout = Duration.seconds(60)
    /// How long a client has to read the last answer and to close its side.
    package var lingerTimeout = Duration.seconds(2)
    /// How long a stopping server waits for clients to take what was sent to them.
    package var stopTimeout = Duration.milliseconds(40)
    /// How long the loop may be busy before that is worth noting.
    package var longTurn = Duration.milliseconds(5)
    /// How many answers to pipelined requests are gathered before they are sent.
    package var outboundBytesMax = 65_536
    /// How many bytes behind a request are taken in while it waits or streams.
    package var pipelinedBytesMax = 65_536

    /// The limits of kube-apiserver, and of Go's server under it.
    package init() {}
}
