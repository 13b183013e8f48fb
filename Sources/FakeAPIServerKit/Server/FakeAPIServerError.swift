/// Why a server could not start, or why a running one did not do what it was told.
public struct FakeAPIServerError: Error, Hashable, CustomStringConvertible {
    /// The reason, for people.
    public let description: String

    init(_ description: String) {
        self.description = description
    }

    /// The server has been stopped, or the cluster deleted.
    static let ended = FakeAPIServerError("the server or the cluster has ended")
}
