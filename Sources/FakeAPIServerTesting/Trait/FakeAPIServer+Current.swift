public import FakeAPIServerKit

extension FakeAPIServer {
    /// What a test holds to do something to its cluster.
    public typealias Handle = FakeCluster

    /// The cluster of the test that runs; nil where there is none.
    ///
    /// Child tasks see it, and so does `Task { }`; `Task.detached` does not.
    @TaskLocal public static var currentHandle: Handle?

    /// The cluster of the test that runs, which the trait `.fakeAPIServer()` gives it.
    ///
    /// Throws when neither the test nor its suite has that trait.
    public static var current: Handle {
        get throws {
            guard let handle = currentHandle else { throw NoFakeAPIServerError() }
            return handle
        }
    }
}
